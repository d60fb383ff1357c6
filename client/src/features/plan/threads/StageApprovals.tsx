import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { judgeStage } from '@clapper/documents';
import { IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { VerdictItems } from '../../../ui/VerdictItems.tsx';
import { AvatarStack } from '../../presence/index.ts';
import { nameOf, TALK_ORIGIN, useTalk, type TalkSession } from '../../threads/talk-session.tsx';
import classes from './StageApprovals.module.css';

/** Who approved a stage and who asks for changes; whoever may comment says their own. */
export function StageApprovals({ stage }: { stage: string }) {
  const { t } = useTranslation('plan');
  const { when } = useFormat();
  const session = useTalk();
  if (session === null) return null;
  const given = session.talk.approvals.filter((one) => one.stage === stage);
  if (given.length === 0 && !session.writable) return null;
  const [approved, changes] = (['approved', 'changes'] as const).map(
    (verdict) => given.filter((one) => one.verdict === verdict).length,
  ) as [number, number];
  const words = [
    approved > 0 ? t('approval.approved', { count: approved }) : null,
    changes > 0 ? t('approval.changes', { count: changes }) : null,
  ].filter((part) => part !== null);
  const label = words.length === 0 ? t('approval.give') : `${t('approval.give')}: ${words.join(', ')}`;
  return (
    <div className={classes['approvals']}>
      {session.writable ? (
        <Menu position="bottom-start" width={220}>
          <Menu.Target>
            {words.length === 0 ? (
              <Tooltip label={label}>
                <ActionIcon aria-label={label}>
                  <IconThumbUp size={18} />
                </ActionIcon>
              </Tooltip>
            ) : (
              <Button variant="subtle" color="gray" aria-label={label}>
                {words.join(' · ')}
              </Button>
            )}
          </Menu.Target>
          <Menu.Dropdown>
            <ApprovalItems session={session} stage={stage} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span className={classes['words']}>{words.join(' · ')}</span>
      )}
      <AvatarStack
        size={20}
        people={given.map(({ user, verdict, at }) => ({
          id: user,
          name: nameOf(session, user) ?? t('approval.someone'),
          state: verdict === 'approved' ? 'here' : 'notYet',
          note: t(verdict === 'approved' ? 'approval.by' : 'approval.asked', { time: when(at) }),
        }))}
      />
    </div>
  );
}

/** What one may say of a stage that one does not say yet, as parts of a menu. */
export function ApprovalItems({ session, stage }: { session: TalkSession; stage: string }) {
  const { t } = useTranslation('plan');
  const { talk, doc, me } = session;
  const mine = talk.approvals.find((one) => one.stage === stage && one.user === me.id)?.verdict ?? null;
  return (
    <VerdictItems
      mine={mine}
      words={{ approve: t('approval.approve'), ask: t('approval.ask'), takeBack: t('approval.takeBack') }}
      onSay={(verdict) => judgeStage(doc, { stage, verdict, ...session.act() }, TALK_ORIGIN)}
    />
  );
}
