import { shotText, type ShotText } from '@clapper/documents';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';
import { textLimit } from '../session/fields.ts';
import { BOARD_ORIGIN } from '../session/undo.ts';
import { bindText } from './bind-text.ts';
import classes from './SharedText.module.css';

interface SharedTextProps {
  shot: string;
  field: ShotText;
  label: string;
  className?: string | undefined;
  placeholder?: string;
  /** The whole field is to be written over, the caret at its end. */
  takesFocus?: boolean;
  /** Keys that the field does not need itself: Enter, Tab, Escape. Never during a composition. */
  onKey?: (event: KeyboardEvent<HTMLElement>) => void;
  onBlur?: () => void;
  id?: string;
}

/**
 * A field that several people may type in at once: an input for the title, a textarea for longer words.
 * Undo is the page's, so that Ctrl+Z takes back one's own words and nobody else's.
 */
export function SharedText({
  shot,
  field,
  label,
  className,
  placeholder,
  takesFocus,
  onKey,
  onBlur,
  id,
}: SharedTextProps) {
  const { t } = useTranslation('board');
  const { doc, undo, writable, writing } = useBoard();
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [tooLong, setTooLong] = useState(false);
  const text = shotText(doc, shot, field);

  useLayoutEffect(() => {
    const input = element.current;
    if (input === null || text === null) return;
    const unbind = bindText(input, text, {
      origin: BOARD_ORIGIN,
      limit: textLimit(field),
      onTooLong: (length) => setTooLong(length !== null),
    });
    if (takesFocus === true) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(input.value.length, input.value.length);
      input.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    return unbind;
  }, [text, field, takesFocus]);

  // A field that goes away while somebody writes in it ends their writing.
  useEffect(
    () => () => {
      const now = writing.get();
      if (now?.id === shot && now.field === field) writing.set(null);
    },
    [writing, shot, field],
  );

  const shared = {
    ref: element as Ref<HTMLInputElement & HTMLTextAreaElement>,
    className: `${classes['field']} ${className ?? ''}`,
    'aria-label': label,
    'aria-invalid': tooLong,
    placeholder,
    id,
    readOnly: !writable || text === null,
    autoComplete: 'off',
    onFocus: () => {
      undo.pause();
      if (writable) writing.set({ id: shot, field });
    },
    onBlur: () => {
      undo.pause();
      setTooLong(false);
      writing.set(null);
      onBlur?.();
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      event.stopPropagation();
      // The key that ends a composition belongs to the input method.
      if (event.nativeEvent.isComposing || event.keyCode === 229) return;
      if (
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        (event.code === 'KeyZ' || event.code === 'KeyY')
      ) {
        event.preventDefault();
        if (event.code === 'KeyY' || event.shiftKey) undo.redo();
        else undo.undo();
        return;
      }
      onKey?.(event);
    },
  };
  return (
    <>
      {field === 'title' ? <input type="text" {...shared} /> : <textarea rows={2} {...shared} />}
      {tooLong && (
        <span className={classes['tooLong']} role="alert">
          {t('text.tooLong', { count: textLimit(field) })}
        </span>
      )}
    </>
  );
}
