import { GUEST_ROLES, type GuestRole } from '@clapper/access';
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { useProject } from '../../../app/project-context.tsx';
import { CopyAddress } from '../../../ui/CopyAddress.tsx';
import { Form } from '../../../ui/Form.tsx';
import { showErrorToast } from '../../../ui/toast.tsx';
import { guestLinks } from './guest-links.ts';
import classes from './Share.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIVES = { never: null, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;
type Life = keyof typeof LIVES;

/** What a link is to allow, and then the link: its address is told once. */
export function NewLink({ video }: { video: string }) {
  const { t } = useTranslation('guest');
  const { id: project } = useProject();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<GuestRole>('reviewer');
  const [life, setLife] = useState<Life>('month');
  const [approves, setApproves] = useState(false);
  const make = useMutation({
    mutationFn: () => {
      const ms = LIVES[life];
      const expires_at = ms === null ? null : new Date(Date.now() + ms).toISOString();
      return guestLinks.make(project, video, { name, role, approves, expires_at });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['guestLinks', project, video] }),
    onError: (error) => showErrorToast(errorText(error)),
  });
  return (
    <Form className={classes['fields']} onSubmit={() => make.mutate()}>
      <TextInput
        label={t('share.for')}
        description={t('share.forHint')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes['pair']}>
        <Select
          label={t('share.role')}
          value={role}
          data={GUEST_ROLES.map((value) => ({ value, label: t(`share.role.${value}`) }))}
          onChange={(value) => {
            const known = GUEST_ROLES.find((one) => one === value);
            if (known !== undefined) setRole(known);
          }}
        />
        <Select
          label={t('share.expires')}
          value={life}
          data={(Object.keys(LIVES) as Life[]).map((value) => ({ value, label: t(`share.${value}`) }))}
          onChange={(value) => {
            if (value !== null && value in LIVES) setLife(value as Life);
          }}
        />
      </div>
      {role === 'reviewer' && (
        <Checkbox
          label={t('share.approves')}
          checked={approves}
          onChange={(event) => setApproves(event.currentTarget.checked)}
        />
      )}
      <div className={classes['actions']}>
        <Button type="submit" variant="filled" loading={make.isPending}>
          {t('share.create')}
        </Button>
      </div>
      {make.data !== undefined && (
        <CopyAddress
          url={make.data.url}
          words={{
            label: t('share.link'),
            copy: t('share.copy'),
            copied: t('share.copied'),
            copyByHand: t('share.copyByHand'),
          }}
        />
      )}
    </Form>
  );
}
