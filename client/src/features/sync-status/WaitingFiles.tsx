import type { WaitingFile } from '@clapper/device/files';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useFiles, useUploads } from '../files/files-context.ts';
import classes from './Ledger.module.css';

/** So many are named, those that need a look first; the rest is counted. */
const SHOWN = 8;

/** The queue of files: what each waits for, and what can be done about one that is not taken. */
export default function WaitingFiles() {
  const { t } = useTranslation('sync');
  const { bytes } = useFormat();
  const { waiting } = useUploads();
  const sorted = waiting.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const all = waiting.reduce((sum, file) => sum + file.bytes, 0);
  const sent = waiting.reduce((sum, file) => sum + (file.state === 'uploading' ? file.sent : 0), 0);
  return (
    <section className={classes['section']} aria-label={t('files.label')}>
      <h3 className={classes['label']}>{t('files.label')}</h3>
      <ul className={classes['rows']}>
        {sorted.slice(0, SHOWN).map((file) => (
          <FileRow key={`${file.document} ${file.hash}`} file={file} />
        ))}
      </ul>
      <p className={classes['note']}>{t('files.total', { sent: bytes(sent), all: bytes(all) })}</p>
    </section>
  );
}

const ORDER: readonly WaitingFile['state'][] = ['refused', 'uploading', 'waiting'];

function FileRow({ file }: { file: WaitingFile }) {
  const { t } = useTranslation('sync');
  const { t: errors } = useTranslation('errors');
  const { bytes } = useFormat();
  const files = useFiles();
  const { document, hash } = file;
  return (
    <li className={classes['row']} data-state={file.state === 'refused' ? 'refused' : 'pending'}>
      <span className={classes['dot']} aria-hidden />
      <span className={classes['name']}>
        {file.name}
        <span className={classes['detail']}>
          {file.state === 'refused' ? errors(file.code) : bytes(file.bytes)}
        </span>
      </span>
      {file.state === 'refused' ? (
        <>
          <Button size="xs" onClick={() => void files?.tryAgain(document, hash)}>
            {t('kept.again')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => void files?.giveUp(document, hash)}>
            {t('files.giveUp')}
          </Button>
        </>
      ) : (
        <span className={classes['state']}>
          {file.state === 'uploading'
            ? t('files.sent', { percent: Math.floor((100 * file.sent) / Math.max(1, file.bytes)) })
            : t('files.waits')}
        </span>
      )}
    </li>
  );
}
