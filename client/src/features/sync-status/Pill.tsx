import type { DeviceStatus } from '@clapper/device';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudUp,
  IconDeviceLaptop,
  IconEyeCheck,
  IconServerOff,
  type Icon,
} from '@tabler/icons-react';
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { pillWords, shortWords, toneOf } from './words.ts';
import classes from './Pill.module.css';

const ICONS: Record<DeviceStatus['state'], Icon> = {
  saved: IconCloudCheck,
  saving: IconCloudUp,
  upToDate: IconEyeCheck,
  offline: IconDeviceLaptop,
  copy: IconDeviceLaptop,
  serverCannotSave: IconServerOff,
  notSaved: IconAlertTriangle,
};

type PillProps = ButtonHTMLAttributes<HTMLButtonElement> & { status: DeviceStatus };

/** The six states of the pill. What it shows is also its accessible name. */
export const Pill = forwardRef<HTMLButtonElement, PillProps>(function Pill({ status, ...rest }, ref) {
  const { t } = useTranslation('sync');
  const { clock } = useFormat();
  const Icon = ICONS[status.state];
  return (
    <button
      ref={ref}
      type="button"
      {...rest}
      className={classes['pill']}
      data-tone={toneOf(status)}
      data-state={status.state}
      title={t('pill.open')}
    >
      <Icon size={16} aria-hidden />
      <span className={classes['long']}>{pillWords(status, t, clock)}</span>
      <span className={classes['short']}>{shortWords(status, t)}</span>
    </button>
  );
});
