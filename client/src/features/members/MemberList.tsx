import { judgeRoleChange, ROLES, type Role } from '@clapper/access';
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { InfoFacts } from '@clapper/documents';
import type { ApiParticipant } from '@clapper/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMe } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast } from '../../ui/toast.tsx';
import { Avatar } from '../presence/index.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import classes from './MembersPage.module.css';

/** While somebody is here it is noted once a minute, and asked for as often. */
const SEEN_ANEW_MS = 60_000;
const HERE_WITHIN_MS = 2.5 * 60_000;

type Member = InfoFacts['members'][number];

export function MemberList() {
  const { id, members } = useProject();
  const me = useMe();
  const online = useOnline();
  const [removing, setRemoving] = useState<Member | null>(null);
  // Addresses and when somebody was here are in no document. Addresses are told to owner and admin alone.
  const { data: participants, dataUpdatedAt } = useQuery({
    queryKey: ['participants', id, members.length],
    queryFn: () => api.participants(id),
    enabled: online,
    refetchInterval: SEEN_ANEW_MS,
  });
  const owners = members.filter((member) => member.role === 'owner').length;
  const ordered = members.toSorted(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.name.localeCompare(b.name),
  );
  return (
    <>
      <ul className={classes['list']}>
        {ordered.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            participant={participants?.find(({ user }) => user.id === member.id)}
            asOf={dataUpdatedAt}
            owners={owners}
            self={member.id === me.id}
            onRemove={() => setRemoving(member)}
          />
        ))}
      </ul>
      <RemoveDialog member={removing} onClose={() => setRemoving(null)} />
    </>
  );
}

interface RowProps {
  member: Member;
  /** What the server says besides; undefined without it. */
  participant: ApiParticipant | undefined;
  /** When it said so. */
  asOf: number;
  owners: number;
  self: boolean;
  onRemove: () => void;
}

function MemberRow({ member, participant, asOf, owners, self, onRemove }: RowProps) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { id: project, role } = useProject();
  const { date, ago } = useFormat();
  const online = useOnline();
  const errorText = useErrorText();
  const setRole = useMutation({
    mutationFn: (to: Role) => api.setRole(project, member.id, to),
    onError: (error) => showErrorToast(errorText(error)),
  });
  const may = (to: Role | null) =>
    judgeRoleChange({ actor: { role }, from: member.role, to, self, owners }) === null;
  const choices = ROLES.filter((to) => to === member.role || may(to));
  // The list follows the document; until the server's answer is in it, what was chosen is shown.
  const shown = setRole.isPending ? setRole.variables : member.role;

  const seen = self ? null : (participant?.last_seen_at ?? null);
  const lastHere = seen === null ? null : Date.parse(seen);
  return (
    <li className={classes['row']} data-person={member.id}>
      <Avatar id={member.id} name={member.name} size={32} quiet />
      <span className={classes['who']}>
        <span className={classes['name']}>
          {member.name}
          {self && <span className={classes['you']}>{t('you')}</span>}
          {lastHere !== null && (
            <span className={classes['you']}>
              {asOf - lastHere < HERE_WITHIN_MS ? t('hereNow') : t('lastHere', { ago: ago(lastHere) })}
            </span>
          )}
        </span>
        {participant?.email !== undefined && <span className={classes['detail']}>{participant.email}</span>}
      </span>
      <span className={classes['since']}>{t('since', { date: date(member.joinedAt) })}</span>
      {choices.length > 1 ? (
        <Select
          className={classes['role']}
          aria-label={t('role', { name: member.name })}
          value={shown}
          disabled={!online || setRole.isPending}
          data={choices.map((value) => ({ value, label: common(`role.${value}`) }))}
          onChange={(value) => {
            const to = choices.find((choice) => choice === value);
            if (to !== undefined && to !== member.role) setRole.mutate(to);
          }}
        />
      ) : (
        <span className={classes['fixedRole']}>{common(`role.${member.role}`)}</span>
      )}
      <span className={classes['remove']}>
        {!self && may(null) && (
          <Tooltip label={t('remove', { name: member.name })}>
            <ActionIcon disabled={!online} aria-label={t('remove', { name: member.name })} onClick={onRemove}>
              <IconUserMinus size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
    </li>
  );
}
