import { ownChipWords, stageContent } from '@clapper/documents';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { drawn } from '../../../app/at-rest.ts';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { useStore } from '../../../app/store.ts';
import { StatusLabel } from '../../../ui/StatusIcon.tsx';
import { usePlan } from '../page/plan-session.ts';
import { firstWords } from './first-words.ts';
import { StagePeople } from './StagePeople.tsx';
import type { StageFacts } from './StageSheet.tsx';
import { useStageText } from './use-stage-text.ts';
import { useStageWords } from './use-stage-words.ts';
import classes from './FoldedStage.module.css';

/** The words of the page come first. */
const StageFrames = lazyPart(() => import('./StageFrames.tsx'), {}, drawn);

export function FoldedStage(facts: StageFacts) {
  const { doc } = usePlan();
  const fragment = stageContent(doc, facts.stage.id);
  return fragment === null ? null : <Column {...facts} fragment={fragment} />;
}

/** A stage at the side: what it is, how far, and its first words. Pressing anywhere unfolds it. */
function Column({ stage, edited, shots, progress, fragment }: StageFacts & { fragment: Y.XmlFragment }) {
  const { t } = useTranslation('plan');
  const { openStage, chips } = usePlan();
  const chipWords = useStore(chips)?.words ?? ownChipWords;
  const text = useStageText(
    fragment,
    useCallback((words: Y.XmlFragment) => firstWords(words, chipWords), [chipWords]),
  );
  const said = useStageWords(edited, shots);
  const title = stage.title || t('stage.untitled');
  return (
    <article
      className={classes['column']}
      data-stage={stage.number}
      data-presence-id={`stage:${stage.id}`}
      data-presence-outline={`stage:${stage.id}`}
    >
      <div className={classes['top']}>
        <span className={classes['number']} aria-hidden>
          {stage.number}
        </span>
        <StagePeople stage={stage.id} max={1} size={20} />
      </div>
      <h2 className={classes['title']}>
        <button
          type="button"
          className={classes['open']}
          aria-label={t('stage.open', { number: stage.number, title })}
          onClick={() => openStage(stage.id, true)}
        >
          {title}
        </button>
      </h2>
      <p className={classes['label']} lang="ko">
        {stage.label}
      </p>
      <div className={classes['bar']} aria-hidden>
        <div className={classes['done']} style={{ width: `${progress * 100}%` }} />
      </div>
      <div className={classes['status']}>
        <StatusLabel status={stage.status} />
      </div>
      {shots !== null && <StageFrames stage={stage.id} />}
      <p className={classes['words']}>{text === '' ? t('stage.empty') : text}</p>
      <div className={classes['foot']}>
        {said.shots !== null && <span>{said.shots}</span>}
        {said.edited !== null && <span>{said.edited}</span>}
      </div>
    </article>
  );
}
