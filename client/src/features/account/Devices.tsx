import { Badge, Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type SignedInDevice } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useFormat } from '../../ui/format.ts';
import { Section } from '../../ui/PageHead.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { readUserAgent } from './user-agent.ts';
import classes from './AccountPage.module.css';

/** Where this account is signed in; each can be ended, at once. */
export function Devices() {
  const { t } = useTranslation('settings');
  const { data: devices } = useQuery({ queryKey: ['devices'], queryFn: api.devices });
  if (devices === undefined) return null;
  return (
    <Section title={t('devices.title')}>
      {devices
        .toSorted(
          (a, b) => Number(b.current) - Number(a.current) || (a.last_used_at < b.last_used_at ? 1 : -1),
        )
        .map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
    </Section>
  );
}

function DeviceRow({ device }: { device: SignedInDevice }) {
  const { t } = useTranslation('settings');
  const { ago } = useFormat();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { browser, system, phone } = readUserAgent(device.user_agent);
  const name =
    browser === null
      ? (system ?? t('devices.unknown'))
      : system === null
        ? browser
        : t('devices.on', { browser, system });
  const end = useMutation({
    mutationFn: () => api.endDevice(device.id),
    onSuccess: () => showToast({ message: t('devices.ended') }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  });
  const Icon = phone ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <div className={classes['row']}>
      <Icon size={18} aria-hidden />
      <span className={classes['device']}>
        {name}
        <span className={classes['used']}>
          {t('devices.used', { when: ago(Date.parse(device.last_used_at)) })}
        </span>
      </span>
      {device.current ? (
        <Badge>{t('devices.this')}</Badge>
      ) : (
        <Button
          size="xs"
          aria-label={t('devices.end', { device: name })}
          loading={end.isPending}
          onClick={() => end.mutate()}
        >
          {t('devices.endShort')}
        </Button>
      )}
    </div>
  );
}
