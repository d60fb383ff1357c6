import type { InviteRole } from '@clapper/access';
import type { ApiInvite } from '@clapper/protocol';
import { Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { CopyAddress } from '../../ui/CopyAddress.tsx';
import { useFormat } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './Dialogs.module.css';
import { InviteByMail } from './InviteByMail.tsx';
import { RoleSelect } from './RoleSelect.tsx';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIVES = { never: null, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;
type Life = keyof typeof LIVES;

/** One link per project: it carries a role, can be replaced and turned off. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invite.title')} size={480}>
      <Invite />
      <ByMail />
    </Dialog>
  );
}

function Invite() {
  const { id } = useProject();
  const errorText = useErrorText();
  const { data: invite, error } = useQuery({ queryKey: ['invite', id], queryFn: () => api.invite(id) });
  if (error !== null) return <Notice tone="bad">{errorText(error)}</Notice>;
  if (invite === undefined) return null;
  return invite === null ? <NewLink /> : <CurrentLink invite={invite} />;
}

/** Where this server sends mail. */
function ByMail() {
  const { data: mail } = useQuery({ queryKey: ['mail-settings'], queryFn: api.mailSettings });
  return mail?.available === true ? <InviteByMail /> : null;
}

function useCreateInvite() {
  const { id } = useProject();
  const errorText = useErrorText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: { role: InviteRole; life: Life }) => {
      const ms = LIVES[wish.life];
      const expires_at = ms === null ? null : new Date(Date.now() + ms).toISOString();
      return api.createInvite(id, { role: wish.role, expires_at });
    },
    onSuccess: (invite) => queries.setQueryData(['invite', id], invite),
    onError: (error) => showErrorToast(errorText(error)),
  });
}

function NewLink() {
  const { t } = useTranslation('people');
  const create = useCreateInvite();
  const [wish, setWish] = useState<{ role: InviteRole; life: Life }>({ role: 'editor', life: 'never' });
  return (
    <div className={classes['fields']}>
      <Wish wish={wish} onChange={setWish} />
      <p className={classes['note']}>{t('invite.none')}</p>
      <div className={classes['actions']}>
        <Button variant="filled" loading={create.isPending} onClick={() => create.mutate(wish)}>
          {t('invite.create')}
        </Button>
      </div>
    </div>
  );
}

function Wish({
  wish,
  onChange,
}: {
  wish: { role: InviteRole; life: Life };
  onChange: (wish: { role: InviteRole; life: Life }) => void;
}) {
  const { t } = useTranslation('people');
  return (
    <div className={classes['pair']}>
      <RoleSelect value={wish.role} onChange={(role) => onChange({ ...wish, role })} />
      <Select
        label={t('invite.expires')}
        value={wish.life}
        data={(Object.keys(LIVES) as Life[]).map((value) => ({ value, label: t(`invite.${value}`) }))}
        onChange={(value) => {
          if (value !== null && value in LIVES) onChange({ ...wish, life: value as Life });
        }}
      />
    </div>
  );
}

function CurrentLink({ invite }: { invite: ApiInvite }) {
  const { t } = useTranslation('people');
  const { id } = useProject();
  const { date } = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [wish, setWish] = useState<{ role: InviteRole; life: Life }>({ role: invite.role, life: 'never' });
  const replace = useCreateInvite();
  const end = useMutation({
    mutationFn: () => api.endInvite(id),
    onSuccess: () => {
      queries.setQueryData(['invite', id], null);
      showToast({ message: t('invite.offDone') });
    },
    onError: (error) => showErrorToast(errorText(error)),
  });
  const makeNew = (next: { role: InviteRole; life: Life }) =>
    replace.mutate(next, { onSuccess: () => showToast({ message: t('invite.replaced') }) });

  return (
    <div className={classes['fields']}>
      <CopyAddress
        main
        url={invite.url}
        words={{
          label: t('invite.link'),
          copy: t('invite.copy'),
          copied: t('invite.copied'),
          copyByHand: t('invite.copyByHand'),
        }}
      />
      <div className={classes['code']}>
        <div className={classes['qr']}>
          <QRCodeSVG value={invite.url} size={120} title={t('invite.qr')} marginSize={0} />
        </div>
        <div className={classes['fields']}>
          <p className={classes['note']}>{t('invite.scan')}</p>
          <p className={classes['note']}>
            {invite.expires_at === null
              ? t('invite.forever')
              : t('invite.until', { date: date(Date.parse(invite.expires_at)) })}
          </p>
        </div>
      </div>
      <Wish wish={wish} onChange={setWish} />
      <div className={classes['foot']}>
        <Button loading={replace.isPending} onClick={() => makeNew(wish)}>
          {t('invite.replace')}
        </Button>
        <Button variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate()}>
          {t('invite.off')}
        </Button>
      </div>
    </div>
  );
}
