import type { DeviceStatus } from '@clapper/device';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconDeviceLaptop,
  IconEyeCheck,
  IconServerOff,
  type Icon,
} from '@tabler/icons-react';
import { forwardRef, type ButtonHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { pillWords, shortWords, toneOf, type FilesToSend } from './words.ts';
import classes from './Pill.module.css';

const ICONS: Record<DeviceStatus['state'], Icon> = {
  saved: IconCloudCheck,
  saving: IconCloudUp,
  upToDate: IconEyeCheck,
  offline: IconDeviceLaptop,
  copy: IconDeviceLaptop,
  away: IconCloudOff,
  serverCannotSave: IconServerOff,
  notSaved: IconAlertTriangle,
};

type PillProps = ButtonHTMLAttributes<HTMLButtonElement> & { status: DeviceStatus; files?: FilesToSend };

/** The states of the pill. What it shows is also its accessible name. */
export const Pill = forwardRef<HTMLButtonElement, PillProps>(function Pill({ status, files, ...rest }, ref) {
  const { t } = useTranslation('sync');
  const { clock } = useFormat();
  const sends = status.state === 'saved' && files !== undefined && files.waiting > 0;
  const Icon = ICONS[sends ? 'saving' : status.state];
  return (
    <button
      ref={ref}
      type="button"
      {...rest}
      className={classes['pill']}
      data-tone={toneOf(status, files)}
      data-state={status.state}
      title={t('pill.open')}
    >
      <Icon size={16} aria-hidden />
      <span className={classes['long']}>{pillWords(status, t, clock, files)}</span>
      <span className={classes['short']}>{shortWords(status, t, files)}</span>
    </button>
  );
});
