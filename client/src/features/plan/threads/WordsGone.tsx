import { stageOfMovedWords, type TextAnchor } from '@clapper/documents';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../../app/project-context.tsx';
import { usePlan } from '../page/plan-session.ts';
import { useStages } from '../stage/use-stages.ts';

/** Of words that a thread hung on and that do not stand in their stage any more: the stage where they stand now. */
export function WordsGone({ anchor }: { anchor: TextAnchor }) {
  const { t } = useTranslation('threads');
  const { id: project } = useProject();
  const { doc } = usePlan();
  const stages = useStages(doc);
  const moved = stageOfMovedWords(doc, anchor.stage, anchor.quote);
  const stage = stages.find(({ id }) => id === moved);
  if (stage === undefined) return t('thread.textRemoved');
  return (
    <Link to="/p/$project/plan" params={{ project }} search={{ stage: stage.id }}>
      {t('thread.textMoved', { number: stage.number, title: stage.title })}
    </Link>
  );
}
