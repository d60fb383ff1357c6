import { can } from '@clapper/access';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePageCommand } from '../../app/page-commands.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageColumn, PageHead } from '../../ui/PageHead.tsx';
import { AccessRequests } from './AccessRequests.tsx';
import { Invitations } from './Invitations.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { LeaveButton } from './LeaveButton.tsx';
import { MemberList } from './MemberList.tsx';

export default function MembersPage() {
  const { t } = useTranslation('people');
  const { members, role } = useProject();
  const online = useOnline();
  const [inviting, { open, close }] = useDisclosure(false);
  const mayInvite = can({ role }, 'invites.manage');
  usePageCommand('members.invite', mayInvite && online ? open : null);
  return (
    <PageColumn>
      <PageHead title={t('title')} facts={t('count', { count: members.length })}>
        {mayInvite && (
          <Button
            variant="filled"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            disabled={!online}
            onClick={open}
          >
            {t('invite')}
          </Button>
        )}
      </PageHead>
      {!online && <Notice tone="warn">{t('offline')}</Notice>}
      {can({ role }, 'members.manage') && <AccessRequests />}
      {mayInvite && <Invitations />}
      <MemberList />
      <LeaveButton />
      {mayInvite && <InviteDialog opened={inviting} onClose={close} />}
    </PageColumn>
  );
}
