import {
  forgetSource,
  leaveSource,
  sourceState,
  takeOverSource,
  type Shot,
  type ShotSource as Source,
} from '@clapper/documents';
import { Button } from '@mantine/core';
import { IconArrowUpRight, IconLinkOff } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { LinkButton } from '../../../app/links.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { useBoard } from '../session/board-session.ts';
import { useBoardStages } from '../session/stages.ts';
import { BOARD_ORIGIN } from '../session/undo.ts';
import classes from './ShotSource.module.css';

/** The words of the plan a shot was made of, whether they changed since, and what one may do then. */
export default function ShotSource({ shot, source }: { shot: Shot; source: Source }) {
  const { t } = useTranslation('spine');
  const { id: project, plan } = useProject();
  const { doc, actions, writable } = useBoard();
  const now = useRead(
    plan,
    useCallback((words: Y.Doc) => sourceState(words, source), [source]),
  );
  const stage = useBoardStages(plan)?.find(({ id }) => id === source.stage);
  const write = (change: (words: Y.Doc) => void) => () => {
    if (plan.phase === 'ready') actions.together(() => change(plan.doc));
  };
  return (
    <section className={classes['source']} aria-label={t('source.label')}>
      <h3 className={classes['title']}>{t('source.label')}</h3>
      {now?.state === 'removed' && <p className={classes['news']}>{t('source.removed')}</p>}
      {now?.state === 'changed' && <p className={classes['news']}>{t('source.changed')}</p>}
      <blockquote className={classes['words']} data-gone={now?.state === 'removed' || undefined}>
        {source.quote}
      </blockquote>
      {now?.state === 'changed' && (
        <>
          <p className={classes['now']}>{t('source.now')}</p>
          <blockquote className={classes['words']}>{now.words}</blockquote>
        </>
      )}
      {now?.state === 'changed' && writable && (
        <div className={classes['answers']}>
          <Button
            size="xs"
            variant="filled"
            onClick={write((words) => takeOverSource(doc, words, shot.id, BOARD_ORIGIN))}
          >
            {t('source.take')}
          </Button>
          <Button size="xs" onClick={write((words) => leaveSource(doc, words, shot.id, BOARD_ORIGIN))}>
            {t('source.leave')}
          </Button>
        </div>
      )}
      <div className={classes['answers']}>
        {now !== null && now.state !== 'removed' && (
          <LinkButton
            size="xs"
            variant="subtle"
            to="/p/$project/plan"
            params={{ project }}
            search={{ stage: source.stage, shot: shot.id }}
            leftSection={<IconArrowUpRight size={14} aria-hidden />}
          >
            {stage === undefined
              ? t('source.go')
              : t('source.stage', { number: stage.number, title: stage.title })}
          </LinkButton>
        )}
        {writable && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconLinkOff size={14} aria-hidden />}
            onClick={write(() => forgetSource(doc, shot.id, BOARD_ORIGIN))}
          >
            {t('source.forget')}
          </Button>
        )}
      </div>
    </section>
  );
}
