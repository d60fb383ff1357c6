import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';

/** The person must come back through an invitation. */
export function RemoveDialog({
  member,
  onClose,
}: {
  member: { id: string; name: string } | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('people');
  const { id: project } = useProject();
  const errorText = useErrorText();
  const remove = useMutation({
    mutationFn: (user: { id: string; name: string }) => api.removeMember(project, user.id),
    onSuccess: (_, { name }) => showToast({ message: t('removed', { name }) }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      opened={member !== null}
      onClose={onClose}
      title={t('remove.title', { name: member?.name ?? '' })}
      body={t('remove.body')}
      confirm={t('remove.submit')}
      pending={remove.isPending}
      onConfirm={() => {
        if (member !== null) remove.mutate(member);
      }}
    />
  );
}
