import { IMAGE_TYPES, type ApiUser } from '@clapper/protocol';
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { session } from '../../app/session.ts';
import { showToast } from '../../ui/toast.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Avatar } from '../presence/Avatar.tsx';
import classes from './AccountPage.module.css';

/** A picture of oneself, in place of one's initials. The server makes it small. */
export function PortraitChoice({ account }: { account: ApiUser }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const { profile_image_url: picture } = account;
  const save = useMutation({
    mutationFn: (file: File | null) => api.savePortrait(file),
    onSuccess: (saved) => {
      session.accountChanged(saved);
      showToast({ message: t('account.saved') });
    },
  });
  return (
    <div className={classes['portrait']}>
      <Avatar id={account.id} name={account.nickname} picture={picture} size={32} quiet />
      <FileButton
        accept={IMAGE_TYPES.join(',')}
        onChange={(file) => {
          if (file !== null) save.mutate(file);
        }}
      >
        {(props) => (
          <Button {...props} loading={save.isPending}>
            {t('account.picture.choose')}
          </Button>
        )}
      </FileButton>
      {picture !== null && (
        <Button variant="subtle" disabled={save.isPending} onClick={() => save.mutate(null)}>
          {t('account.picture.remove')}
        </Button>
      )}
      {save.error !== null && <Notice tone="bad">{errorText(save.error)}</Notice>}
    </div>
  );
}
