import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useExports } from './use-exchange.ts';
import classes from './ExportEvent.module.css';

/** One event for another calendar; a series whole. */
export function ExportEvent({ id }: { id: string }) {
  const { t } = useTranslation('calendar-exchange');
  const { one } = useExports();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      className={classes['one']}
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() => one(id)}
    >
      {t('menu.exportOne')}
    </Button>
  );
}
