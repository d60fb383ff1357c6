import { renameStage, STAGE_LIMITS, type Stage } from '@clapper/documents';
import { useEffectEvent, useLayoutEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAN_ORIGIN } from '../editor/undo.ts';
import { usePlan } from '../page/plan-session.ts';
import classes from './StageSheet.module.css';

/** The title, renamed where it stands: Enter keeps it, Escape takes it back. */
export function StageTitle({ stage, input }: { stage: Stage; input: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('plan');
  const { doc, writable, undo, places, generation } = usePlan();
  const [typed, setTyped] = useState(stage.title);
  const [known, setKnown] = useState(stage.title);
  // Somebody else renamed it, or it was undone.
  if (known !== stage.title) {
    setKnown(stage.title);
    if (typed.trim() !== stage.title) setTyped(stage.title);
  }
  const keep = () => {
    if (typed.trim() === stage.title) return setTyped(stage.title);
    undo.pause();
    renameStage(doc, stage.id, typed, PLAN_ORIGIN);
    undo.pause();
  };

  // A field that is taken away under somebody's hands hears no blur. After a repair the title goes on being typed where
  // it was; what the doc before is told now the device carries over, or keeps.
  const come = useEffectEvent(() => {
    const title = places.get(stage.id)?.title ?? null;
    places.set(stage.id, { title: null });
    if (title === null || title.generation === generation) return;
    setTyped(title.words);
    const field = input.current;
    field?.focus();
    queueMicrotask(() => field?.setSelectionRange(title.from, title.to));
  });
  const go = useEffectEvent((field: HTMLInputElement | null) => {
    if (field === null || field !== document.activeElement) return;
    const { value: words, selectionStart: from, selectionEnd: to } = field;
    places.set(stage.id, { title: { generation, words, from, to } });
    keep();
  });
  useLayoutEffect(() => {
    const field = input.current;
    come();
    return () => go(field);
  }, [input]);
  if (!writable) return <h2 className={classes['title']}>{stage.title || t('stage.untitled')}</h2>;

  return (
    <h2 className={classes['title']} aria-label={stage.title || t('stage.untitled')}>
      <input
        ref={input}
        className={classes['titleInput']}
        value={typed}
        // Browsers without `field-sizing` take the number of letters instead.
        size={Math.max(4, Math.min(32, typed.length + 1))}
        maxLength={STAGE_LIMITS.title}
        placeholder={t('stage.untitled')}
        aria-label={t('stage.title', { number: stage.number })}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            // Blur keeps what state holds, and that is set before the next event.
            setTyped(stage.title);
            const field = event.currentTarget;
            queueMicrotask(() => field.blur());
          }
        }}
      />
    </h2>
  );
}
