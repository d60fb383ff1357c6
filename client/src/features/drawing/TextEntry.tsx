import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { DRAWING_LIMITS } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { LINE_HEIGHT, textSize } from './paint/text-size.ts';
import { WIDTH_LINES } from '@clapper/documents';
import type { DrawingSession, Writing } from './session/drawing-session.ts';
import classes from './Drawing.module.css';

/**
 * Words are typed into a field of the browser's own over the picture, so that Hangul is composed as anywhere else;
 * they are drawn when one leaves it.
 */
export function TextEntry({ session, writing }: { session: DrawingSession; writing: Writing }) {
  const { t } = useTranslation('drawing');
  const [text, setText] = useState(writing.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const over = useRef(false);
  const shape = session.shapes.get().find(({ id }) => id === writing.id);
  const width = shape?.width ?? session.width.get();
  useEffect(() => field.current?.focus(), []);

  const finish = (keep: boolean) => {
    if (over.current) return;
    over.current = true;
    session.writing.set(null);
    const words = text.trim();
    if (!keep || words === writing.text) return;
    if (writing.id === null) {
      const color = session.color.get();
      if (words !== '') session.draw('text', { points: writing.points, color, width, text: words });
    } else if (words === '') session.remove(writing.id);
    else session.change(writing.id, { text: words });
  };
  const press = (event: KeyboardEvent) => {
    // The Enter or Esc that ends a composition belongs to it.
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'Escape' && !(event.key === 'Enter' && !event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === 'Enter');
  };
  const [left, top, right] = writing.points as [number, number, number];
  return (
    <textarea
      ref={field}
      className={classes['entry']}
      aria-label={t('text.label')}
      placeholder={t('text.placeholder')}
      maxLength={DRAWING_LIMITS.text}
      rows={Math.max(1, text.split('\n').length)}
      value={text}
      style={{
        left: `${left * 100}%`,
        top: `${top * 100}%`,
        width: `${(right - left) * 100}%`,
        color: shape?.color ?? session.color.get(),
        fontSize: `calc(${textSize(width)} / ${WIDTH_LINES} * min(100cqw, 100cqh))`,
        lineHeight: LINE_HEIGHT,
      }}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={() => finish(true)}
    />
  );
}
