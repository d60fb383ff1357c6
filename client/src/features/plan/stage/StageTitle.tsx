import { renameStage, STAGE_LIMITS, type Stage } from '@clapper/documents';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { PLAN_ORIGIN } from '../editor/undo.ts';
import { usePlan } from '../page/plan-session.ts';
import classes from './StageSheet.module.css';

/** The title, renamed where it stands: Enter keeps it, Escape takes it back. */
export function StageTitle({ stage, input }: { stage: Stage; input: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('plan');
  const { doc, writable, undo } = usePlan();
  const [typed, setTyped] = useState(stage.title);
  // Somebody else renamed it, or it was undone.
  useEffect(() => setTyped(stage.title), [stage.title]);
  if (!writable) return <h2 className={classes['title']}>{stage.title || t('stage.untitled')}</h2>;

  const keep = () => {
    if (typed.trim() === stage.title) return setTyped(stage.title);
    undo.pause();
    renameStage(doc, stage.id, typed, PLAN_ORIGIN);
    undo.pause();
  };
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
