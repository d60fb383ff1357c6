import { Button } from '@mantine/core';
import { approvalOf, judgeCut } from '@clapper/documents/review';
import { IconCircleCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { REVIEW_ORIGIN } from './add-cut.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Room.module.css';

/** What I say of this cut as a whole, and what came after it was approved. */
export function Approval({ session }: { session: RoomSession }) {
  const { t } = useTranslation('review');
  const { cut, me, writable, review } = session;
  if (cut === null) return null;
  const { state, verdicts, notesSince } = approvalOf(review, cut.id);
  const mine = verdicts.some(({ user, verdict }) => user === me.id && verdict === 'approved');
  const Icon = mine ? IconCircleCheckFilled : IconCircleCheck;
  return (
    <>
      {state === 'approved' && notesSince > 0 && (
        <span className={classes['quiet']}>{t('approve.since', { count: notesSince })}</span>
      )}
      {state === 'changes' && <span className={classes['quiet']}>{t('approve.changes')}</span>}
      {writable && (
        <Button
          size="xs"
          className={classes['does'] ?? ''}
          aria-pressed={mine}
          leftSection={<Icon size={14} aria-hidden />}
          onClick={() =>
            judgeCut(
              session.doc,
              { cut: cut.id, verdict: mine ? null : 'approved', ...session.act() },
              REVIEW_ORIGIN,
            )
          }
        >
          <span className={classes['words']}>
            {t(mine ? 'approve.done' : 'approve.do', { number: cut.number })}
          </span>
        </Button>
      )}
    </>
  );
}
