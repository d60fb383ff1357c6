import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/device-context.tsx';
import { saveFile } from '../../../app/export-document.ts';
import { measuresNow, wayOf } from '../../../app/measures.ts';
import { useFormat } from '../../../ui/format.ts';
import page from '../../../ui/PageHead.module.css';
import classes from './Asked.module.css';

const DAY_MS = 24 * 60 * 60_000;

/** How good the way to the server was, as this device found it; nobody else sees it. */
export function OnThisDevice({ days }: { days: number }) {
  const { t } = useTranslation('insights');
  const { number } = useFormat();
  const me = useMe().id;
  // As it was when one looked.
  const [{ measures, now }] = useState(() => ({ measures: measuresNow(me), now: Date.now() }));
  const { calls, medianMs, slowMs, reconnected } = wayOf(measures, now - days * DAY_MS);
  return (
    <section aria-label={t('device')}>
      <h2 className={page['name']}>{t('device')}</h2>
      <div className={classes['sheet']}>
        <p className={classes['line']}>
          {medianMs === null || slowMs === null
            ? t('device.noCalls')
            : t('device.calls', { count: calls, median: number(medianMs), slow: number(slowMs) })}
        </p>
        <p className={classes['line']}>{t('device.reconnected', { count: reconnected })}</p>
        <p className={classes['about']}>{t('device.about')}</p>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          className={classes['save']}
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveFile(t('device.file'), JSON.stringify(measures, null, 2), 'application/json')}
        >
          {t('device.save')}
        </Button>
      </div>
    </section>
  );
}
