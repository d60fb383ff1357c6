import type { DeviceStatus, LedgerRow } from '@clapper/device';
import { ActionIcon, Button, CloseButton, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { exportDocument } from '../../app/export-document.ts';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useFormat } from '../../ui/format.ts';
import { isUnread } from './unsent.ts';
import { explanation, pillWords, type FilesToSend } from './words.ts';
import { useDocumentName } from './use-document-name.ts';
import classes from './Ledger.module.css';

/** These come when there is something in them: most of the time there is not. */
const KeptEdits = lazyPart(() => import('./KeptEdits.tsx'), {});
const WaitingFiles = lazyPart(() => import('./WaitingFiles.tsx'), {});

/** Saved documents say little: a few stand for all. */
const SAVED_SHOWN = 6;

interface LedgerProps {
  status: DeviceStatus;
  files: FilesToSend;
  onClose: () => void;
}

export function Ledger({ status, files, onClose }: LedgerProps) {
  const { t } = useTranslation('sync');
  const { t: common } = useTranslation();
  const { clock } = useFormat();
  const device = useDevice();
  const kept = useStore(device.kept);
  return (
    <div className={classes['ledger']}>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['title']}>{pillWords(status, t, clock, files)}</h2>
          <p className={classes['explain']}>
            {files.waiting > 0 && status.state !== 'notSaved' ? t('explain.files') : explanation(status, t)}
            {status.state === 'serverCannotSave' && <Reason code={status.code} />}
          </p>
          {isUnread(status) && (
            <Button size="xs" mt={8} onClick={() => window.location.reload()}>
              {common('reload')}
            </Button>
          )}
        </div>
        <CloseButton aria-label={common('close')} onClick={onClose} />
      </div>
      {kept.length > 0 && <KeptEdits kept={kept} />}
      {files.waiting > 0 && <WaitingFiles />}
      <Documents />
      <Connection />
      <Storage />
    </div>
  );
}

function Reason({ code }: { code: Extract<DeviceStatus, { state: 'serverCannotSave' }>['code'] }) {
  const { t } = useTranslation('errors');
  return <> {t(code)}</>;
}

function Documents() {
  const { t } = useTranslation('sync');
  const rows = useStore(useDevice().ledger);
  const isCalm = (row: LedgerRow) => row.state === 'saved' && row.undoFrom === null;
  const loud = rows.filter((row) => !isCalm(row));
  const calm = rows.filter(isCalm);
  const hidden = Math.max(0, calm.length - SAVED_SHOWN);
  return (
    <section className={classes['section']} aria-label={t('row.document')}>
      <ul className={classes['rows']}>
        {[...loud, ...calm.slice(0, SAVED_SHOWN)].map((row) => (
          <DocumentRow key={row.document} row={row} />
        ))}
      </ul>
      {hidden > 0 && <p className={classes['note']}>{t('rows.saved', { count: hidden })}</p>}
    </section>
  );
}

function DocumentRow({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('sync');
  const { t: errors } = useTranslation('errors');
  const { when } = useFormat();
  const device = useDevice();
  const name = useDocumentName()(row.document);
  const detail =
    row.code !== null && row.state !== 'saved'
      ? errors(row.code)
      : row.lastAcknowledgedAt === null
        ? null
        : t('row.confirmedAt', { time: when(row.lastAcknowledgedAt) });
  return (
    <li className={classes['row']} data-state={row.state}>
      <span className={classes['dot']} aria-hidden />
      <span className={classes['name']}>
        {name}
        {detail !== null && <span className={classes['detail']}>{detail}</span>}
        {row.undoFrom !== null && (
          <span className={classes['detail']}>{t('row.undoFrom', { time: when(row.undoFrom) })}</span>
        )}
      </span>
      <span className={classes['state']}>
        {row.state === 'pending' ? t('row.pending', { count: row.changes }) : t(`row.${row.state}`)}
      </span>
      <Tooltip label={t('row.export', { name })}>
        <ActionIcon
          size={28}
          aria-label={t('row.export', { name })}
          onClick={() => void exportDocument(device, row.document)}
        >
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function Connection() {
  const { t } = useTranslation('sync');
  const device = useDevice();
  const { state } = useStore(device.connection);
  return (
    <section className={classes['fact']}>
      <h3 className={classes['label']}>{t('connection.label')}</h3>
      <span className={classes['value']}>{t(`connection.${state}`)}</span>
      {(state === 'offline' || state === 'connecting') && (
        <Button size="xs" onClick={() => device.reconnect()}>
          {t('connection.now')}
        </Button>
      )}
    </section>
  );
}

/** What can be opened whole without the network. */
function OfflineTotal() {
  const { t } = useTranslation('sync');
  const { bytes } = useFormat();
  const whole = [...useStore(useDevice().offline.copies).values()].filter(
    ({ state }) => state === 'available',
  );
  if (whole.length === 0) return null;
  const size = bytes(whole.reduce((sum, copy) => sum + copy.bytes, 0));
  return <span className={classes['detail']}>{t('offlineCopy.total', { count: whole.length, size })}</span>;
}

interface Estimate {
  used: number | null;
  quota: number | null;
  persisted: boolean;
}

function Storage() {
  const { t } = useTranslation('sync');
  const { bytes } = useFormat();
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  useEffect(() => {
    let gone = false;
    void estimateStorage().then((found) => {
      if (!gone) setEstimate(found);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (estimate === null) return null;
  const { used, quota, persisted } = estimate;
  return (
    <section className={classes['fact']}>
      <h3 className={classes['label']}>{t('storage.label')}</h3>
      <span className={classes['value']}>
        {used === null || quota === null
          ? t('storage.unknown')
          : t('storage.used', { used: bytes(used), quota: bytes(quota) })}
        <span className={classes['detail']}>{t(persisted ? 'storage.persisted' : 'storage.bestEffort')}</span>
        <OfflineTotal />
      </span>
    </section>
  );
}

/** Browsers withhold it on plain http. */
async function estimateStorage(): Promise<Estimate> {
  const storage = navigator.storage as StorageManager | undefined;
  const [estimate, persisted] = await Promise.all([
    storage?.estimate().catch(() => null),
    storage?.persisted().catch(() => false),
  ]);
  return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted: persisted ?? false };
}
