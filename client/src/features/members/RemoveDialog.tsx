import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './Dialogs.module.css';

/**
 * Asked about, unlike other removals: nothing of ours can undo it, the person must come back through an
 * invitation.
 */
export function RemoveDialog({
  member,
  onClose,
}: {
  member: { id: string; name: string } | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { id: project } = useProject();
  const errorText = useErrorText();
  const remove = useMutation({
    mutationFn: (user: { id: string; name: string }) => api.removeMember(project, user.id),
    onSuccess: (_, { name }) => showToast({ message: t('removed', { name }) }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: onClose,
  });
  return (
    <Dialog
      opened={member !== null}
      onClose={onClose}
      title={t('remove.title', { name: member?.name ?? '' })}
      size={420}
    >
      <p className={classes['body']}>{t('remove.body')}</p>
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          className={classes['danger']}
          loading={remove.isPending}
          onClick={() => {
            if (member !== null) remove.mutate(member);
          }}
        >
          {t('remove.submit')}
        </Button>
      </div>
    </Dialog>
  );
}
