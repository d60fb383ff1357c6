import { judgeRoleChange } from '@clapper/access';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoorExit } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useDevice, useMe, useStore } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showErrorToast } from '../../ui/toast.tsx';
import { unsentChanges } from '../sync-status/unsent.ts';
import classes from './Dialogs.module.css';

/** Everybody may leave; the last owner may not. */
export function LeaveButton() {
  const { t } = useTranslation('people');
  const { id, info, role, members } = useProject();
  const me = useMe();
  const online = useOnline();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const unsent = unsentChanges(useStore(useDevice().status)) > 0;
  const [opened, { open, close }] = useDisclosure(false);
  const leave = useMutation({
    mutationFn: () => api.removeMember(id, me.id),
    onSuccess: () => navigate({ to: '/' }),
    onError: (error) => {
      close();
      showErrorToast(errorText(error));
    },
  });
  if (role === null) return null;
  const owners = members.filter((member) => member.role === 'owner').length;
  if (judgeRoleChange({ actor: { role }, from: role, to: null, self: true, owners }) !== null) return null;
  return (
    <>
      <Button
        className={classes['leave']}
        leftSection={<IconDoorExit size={16} aria-hidden />}
        disabled={!online}
        onClick={open}
      >
        {t('leave')}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={t('leave.title', { project: info?.name ?? '' })}
        body={t('leave.body')}
        confirm={t('leave')}
        pending={leave.isPending}
        onConfirm={() => leave.mutate()}
      >
        {unsent && (
          <Notice tone="warn" className={classes['warning']}>
            {t('leave.unsent')}
          </Notice>
        )}
      </ConfirmDialog>
    </>
  );
}
