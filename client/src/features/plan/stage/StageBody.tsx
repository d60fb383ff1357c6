import { Button } from '@mantine/core';
import { mendContent, type Stage } from '@clapper/documents';
import { IconAlertTriangle, IconTool } from '@tabler/icons-react';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { showToast } from '../../../ui/toast.tsx';
import { bindProblem } from '../editor/bind-problem.ts';
import { copyStage, type StageCopy } from '../editor/read-only-copy.ts';
import { StageEditor } from '../editor/StageEditor.tsx';
import { PLAN_ORIGIN } from '../editor/undo.ts';
import { usePlan } from '../page/plan-session.ts';
import classes from './StageSheet.module.css';

interface StageBodyProps {
  stage: Stage;
  label: string;
  fragment: Y.XmlFragment;
  scroller: RefObject<HTMLDivElement | null>;
}

/**
 * Decides what an editor may be bound to: the page itself when one may write and everything in it is
 * known, else a copy that nothing leaves.
 */
export function StageBody({ stage, label, fragment, scroller }: StageBodyProps) {
  const { writable, doc, undo } = usePlan();
  const { t } = useTranslation('plan');
  // Looked at again each time an editor found something it does not know.
  const [round, setRound] = useState(0);
  const problem = useProblem(fragment, round);
  const locked = problem !== null;
  const copy = useCopy(doc, stage.id, !writable || locked ? round : null);
  const again = () => setRound((before) => before + 1);
  const repair = () => {
    undo.pause();
    const left = mendContent(fragment, PLAN_ORIGIN);
    undo.pause();
    if (left === null) showToast({ message: t('locked.repaired', { number: stage.number }) });
    again();
  };

  const shared = { stage: stage.id, label, scroller, onUnknown: again };
  if (writable && !locked) return <StageEditor key={round} {...shared} fragment={fragment} editable />;
  return (
    <>
      {locked && (
        <div className={classes['lock']} role="note">
          <IconAlertTriangle size={16} aria-hidden className={classes['lockIcon']} />
          <p className={classes['lockWords']}>
            {t(problem.code === 'misplaced_content' ? 'locked.broken' : 'locked.unknown')}
          </p>
          {writable && problem.code === 'misplaced_content' && (
            <Button size="xs" leftSection={<IconTool size={16} aria-hidden />} onClick={repair}>
              {t('locked.repair')}
            </Button>
          )}
        </div>
      )}
      {copy !== null && (
        <StageEditor key={`copy ${round}`} {...shared} fragment={copy.fragment} editable={false} />
      )}
    </>
  );
}

/** What keeps an editor from being bound. While there is something, every change may be the end of it. */
function useProblem(fragment: Y.XmlFragment, round: number): ReturnType<typeof bindProblem> {
  const [found, setFound] = useState(() => ({ fragment, round, problem: bindProblem(fragment) }));
  const problem =
    found.fragment === fragment && found.round === round ? found.problem : bindProblem(fragment);
  const locked = problem !== null;
  useEffect(() => {
    setFound({ fragment, round, problem: bindProblem(fragment) });
    if (!locked) return;
    const look = () => setFound({ fragment, round, problem: bindProblem(fragment) });
    fragment.observeDeep(look);
    return () => fragment.unobserveDeep(look);
  }, [fragment, round, locked]);
  return problem;
}

function useCopy(doc: Y.Doc, stage: string, round: number | null): StageCopy | null {
  const [copy, setCopy] = useState<StageCopy | null>(null);
  useEffect(() => {
    if (round === null) return;
    const made = copyStage(doc, stage);
    setCopy(made);
    return () => {
      setCopy(null);
      made?.stop();
    };
  }, [doc, stage, round]);
  return round === null ? null : copy;
}
