import { Button, Menu } from '@mantine/core';
import { approvalOf, judgeCut, type CutApproval } from '@clapper/documents/review';
import {
  IconCircleCheck,
  IconCircleCheckFilled,
  IconMessageExclamation,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { VerdictItems } from '../../../ui/VerdictItems.tsx';
import { AvatarStack } from '../../presence/index.ts';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { isExternal, type RoomSession } from './room-session.ts';
import classes from './Room.module.css';

type Words = ReturnType<typeof useTranslation<'review'>>['t'];

/** What people say of this cut as a whole, what it is still worth, and what I say of it. */
export function Approval({ session }: { session: RoomSession }) {
  const { t } = useTranslation('review');
  const { when } = useFormat();
  const { cut, me, writable, review } = session;
  if (cut === null) return null;
  const approval = approvalOf(review, cut.id);
  const { verdicts } = approval;
  const mine = verdicts.find(({ user }) => user === me.id)?.verdict ?? null;
  const worth = worthOf(approval, review.cuts.at(-1)?.number ?? 0, t);
  if (worth === null && !writable) return null;
  const people = verdicts.map(({ user, verdict, at }) => ({
    id: user,
    name: nameOf(session, user) ?? t('approve.somebody'),
    guest: isExternal(session, user),
    state: verdict === 'approved' ? ('here' as const) : ('notYet' as const),
    note: t(verdict === 'approved' ? 'approve.by' : 'approve.asked', { time: when(at) }),
  }));
  const Icon = ICONS[mine ?? 'none'];
  return (
    <div className={classes['approval']}>
      {worth !== null && <span className={`${classes['quiet']} ${classes['worth']}`}>{worth}</span>}
      <span className={classes['worth']}>
        <AvatarStack size={20} people={people} />
      </span>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            size="xs"
            className={classes['does'] ?? ''}
            leftSection={<Icon size={14} aria-hidden />}
            data-verdict={mine}
          >
            <span className={classes['words']}>
              {t(writable ? `approve.mine.${mine ?? 'none'}` : 'approve.who', { number: cut.number })}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {worth !== null && <Menu.Label>{worth}</Menu.Label>}
          {people.map(({ id, name, note }) => (
            <Menu.Label key={id}>{`${name} · ${note}`}</Menu.Label>
          ))}
          {writable && (
            <VerdictItems
              mine={mine}
              words={{
                approve: t('approve.do', { number: cut.number }),
                ask: t('approve.ask'),
                takeBack: t('approve.takeBack'),
              }}
              onSay={(verdict) =>
                judgeCut(session.doc, { cut: cut.id, verdict, ...session.act() }, REVIEW_ORIGIN)
              }
            />
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const ICONS: Readonly<Record<'approved' | 'changes' | 'none', TablerIcon>> = {
  approved: IconCircleCheckFilled,
  changes: IconMessageExclamation,
  none: IconCircleCheck,
};

/** Null: nobody has said anything. */
function worthOf(
  { state, notesSince, lapsed, before }: CutApproval,
  newest: number,
  t: Words,
): string | null {
  switch (state) {
    case 'changes':
      return t('approve.changes');
    case 'approved':
      if (lapsed) return t('approve.lapsed', { number: newest });
      return notesSince > 0 ? t('approve.since', { count: notesSince }) : t('approve.given');
    case 'none':
      return before === null ? null : t('approve.before', { number: before });
    default:
      return state satisfies never;
  }
}

/** Guests are told of nobody but by what they wrote, and stand in no list themselves. */
function nameOf({ members, review, me }: RoomSession, user: string): string | null {
  if (user === me.id) return me.name;
  const member = members.find(({ id }) => id === user)?.name;
  const said = review.notes.flatMap((note) => [note, ...note.replies]);
  return member ?? said.findLast(({ authorId }) => authorId === user)?.authorName ?? null;
}
