import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useKeptFiles } from '../files/files-context.ts';
import { copyDetail, copyWords, filesWords } from './offline-words.ts';
import { useOfflineCopy } from './use-offline-copy.ts';
import classes from './OfflineSwitch.module.css';

/** Whether a project is kept on this device, how much of it is here, and what the rest waits for. */
export function OfflineSwitch({ project }: { project: string }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { copy, keep } = useOfflineCopy(project);
  const files = useKeptFiles(project);
  const detail = copyDetail(copy, t, format);
  return (
    <div className={classes['offline']} data-state={copy.state}>
      <Switch
        label={t('offlineCopy.keep')}
        checked={copy.keptBy !== 'nobody'}
        onChange={(event) => void keep(event.currentTarget.checked)}
      />
      <p className={classes['state']}>{copyWords(copy, t, format)}</p>
      {detail !== null && <p className={classes['detail']}>{detail}</p>}
      {copy.keptBy === 'person' && files !== null && files.files > 0 && (
        <p className={classes['detail']} role="status">
          {filesWords(files, t, format)}
        </p>
      )}
      {copy.keptBy === 'recent' && (
        <p className={classes['recent']}>
          {t('offlineCopy.recent')}
          <Button size="xs" onClick={() => void keep(true)}>
            {t('offlineCopy.always')}
          </Button>
        </p>
      )}
      {/* Browsers withhold it on plain http: the documents are here, the app that shows them is not. */}
      {!('serviceWorker' in navigator) && copy.keptBy !== 'nobody' && (
        <Notice tone="warn">{t('offlineCopy.insecure')}</Notice>
      )}
    </div>
  );
}
