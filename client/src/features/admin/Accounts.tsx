import { Badge, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { admin, type AdminUser } from './admin.ts';
import { Pages } from './Pages.tsx';
import classes from './AdminPage.module.css';

export function Accounts({ me }: { me: string }) {
  const { t } = useTranslation('admin');
  const read = async (after: string | null) => {
    const { users, next } = await admin.users(after);
    return { rows: users, next };
  };
  return (
    <Pages name="users" title={t('users')} read={read}>
      {(user) => <Account key={user.id} user={user} self={user.id === me} />}
    </Pages>
  );
}

/** Closing one can be taken back at the same place, so it is not asked about. */
function Account({ user, self }: { user: AdminUser; self: boolean }) {
  const { t } = useTranslation('admin');
  const { date, ago } = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const name = user.nickname;
  const set = useMutation({
    mutationFn: (active: boolean) => admin.setActive(user.id, active),
    onSuccess: (_, active) => showToast({ message: t(active ? 'users.opened' : 'users.closed', { name }) }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
  const facts = [
    user.email,
    t('users.projects', { count: user.projects }),
    t('users.since', { date: date(Date.parse(user.created_at)) }),
    ...(user.last_login_at === null ? [] : [t('users.last', { ago: ago(Date.parse(user.last_login_at)) })]),
  ];
  return (
    <div className={classes['row']}>
      <span className={classes['who']}>
        <span>
          {name} <span className={classes['detail']}>{user.username}</span>
        </span>
        <span className={classes['detail']}>{facts.join(' · ')}</span>
      </span>
      {user.is_admin && <Badge>{t('users.admin')}</Badge>}
      {!self && (
        <Button
          size="xs"
          variant={user.is_active ? 'subtle' : 'default'}
          color="gray"
          loading={set.isPending}
          aria-label={t(user.is_active ? 'users.closeLabel' : 'users.openLabel', { name })}
          onClick={() => set.mutate(!user.is_active)}
        >
          {t(user.is_active ? 'users.close' : 'users.open')}
        </Button>
      )}
    </div>
  );
}
