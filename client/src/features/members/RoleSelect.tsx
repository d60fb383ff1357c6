import { canInvite, INVITE_ROLES, type InviteRole } from '@clapper/access';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import classes from './Dialogs.module.css';

/** What somebody who is invited may do, of what one may give. */
export function RoleSelect({ value, onChange }: { value: InviteRole; onChange: (role: InviteRole) => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { role: mine } = useProject();
  return (
    <Select
      label={t('invite.role')}
      value={value}
      data={INVITE_ROLES.filter((role) => canInvite({ role: mine }, role)).map((role) => ({
        value: role,
        label: common(`role.${role}`),
      }))}
      renderOption={({ option }) => {
        const role = INVITE_ROLES.find((known) => known === option.value);
        return (
          <span className={classes['roleOption']}>
            {option.label}
            {role !== undefined && <span className={classes['what']}>{t(`role.${role}.what`)}</span>}
          </span>
        );
      }}
      onChange={(chosen) => {
        const role = INVITE_ROLES.find((known) => known === chosen);
        if (role !== undefined) onChange(role);
      }}
    />
  );
}
