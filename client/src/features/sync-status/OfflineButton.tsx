import type { ProjectCopy } from '@clapper/device';
import { Popover, UnstyledButton } from '@mantine/core';
import { IconDeviceLaptop, IconDownload, IconProgressDown, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { copyWords } from './offline-words.ts';
import { OfflineSwitch } from './OfflineSwitch.tsx';
import { useOfflineCopy } from './use-offline-copy.ts';
import classes from './OfflineButton.module.css';

const ICONS: Record<ProjectCopy['state'], Icon> = {
  notKept: IconDownload,
  fetching: IconProgressDown,
  waiting: IconProgressDown,
  available: IconDeviceLaptop,
};

/** In a list of projects: what of one is on this device; a click says more and lets one choose. */
export function OfflineButton({ project, name }: { project: string; name: string }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { copy } = useOfflineCopy(project);
  const Icon = ICONS[copy.state];
  const label = t('offlineCopy.of', { name, state: copyWords(copy, t, format) });
  return (
    <Popover position="bottom-end" width="min(320px, calc(100vw - 16px))" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes['button']}
          data-state={copy.state}
          aria-label={label}
          title={copyWords(copy, t, format)}
        >
          <Icon size={18} aria-hidden />
          <span className={classes['size']}>{shortWords(copy, format.bytes)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <OfflineSwitch project={project} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Beside the icon: 2.4 MB, or 3/4. */
function shortWords(copy: ProjectCopy, bytes: (count: number) => string): string {
  switch (copy.state) {
    case 'notKept':
      return '';
    case 'fetching':
    case 'waiting':
      return `${copy.here}/${copy.documents}`;
    case 'available':
      return bytes(copy.bytes);
  }
}
