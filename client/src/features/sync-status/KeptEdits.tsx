import type { KeptEdit } from '@clapper/device';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { keptSentence } from './kept-words.ts';
import { useDocumentName } from './use-document-name.ts';
import classes from './Ledger.module.css';

/** What the server did not take: to read, copy and try again, without the document it belongs to. */
export function KeptEdits({ kept }: { kept: readonly KeptEdit[] }) {
  const { t } = useTranslation('sync');
  return (
    <section className={classes['section']} aria-label={t('kept.label')}>
      <h3 className={classes['label']}>{t('kept.label')}</h3>
      <p className={classes['note']}>{t('kept.about')}</p>
      <ul className={classes['kept']}>
        {kept.map((edit) => (
          <KeptEditRow key={edit.id} edit={edit} />
        ))}
      </ul>
    </section>
  );
}

function KeptEditRow({ edit }: { edit: KeptEdit }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const device = useDevice();
  const documentName = useDocumentName()(edit.document);
  return (
    <li className={classes['keptRow']}>
      <p className={classes['sentence']}>{keptSentence(edit, documentName, t, format)}</p>
      {edit.text !== '' && (
        <blockquote className={classes['words']} tabIndex={-1}>
          {edit.text}
        </blockquote>
      )}
      <div className={classes['actions']}>
        {edit.text !== '' && <CopyWords text={edit.text} />}
        {edit.again !== undefined && <TryAgain id={edit.id} />}
        <Button size="xs" variant="subtle" color="gray" onClick={() => void device.dismissKept(edit.id)}>
          {t('kept.dismiss')}
        </Button>
      </div>
    </li>
  );
}

function CopyWords({ text }: { text: string }) {
  const { t } = useTranslation('sync');
  const { t: common } = useTranslation();
  const copy = async () => {
    if (await copyText(text)) showToast({ message: common('copied') });
  };
  return (
    <Button size="xs" onClick={() => void copy()}>
      {t('kept.copy')}
    </Button>
  );
}

function TryAgain({ id }: { id: string }) {
  const { t } = useTranslation('sync');
  const device = useDevice();
  const errorText = useErrorText();
  const [trying, setTrying] = useState(false);
  const tryAgain = async () => {
    setTrying(true);
    try {
      await device.tryAgain(id);
    } catch (error) {
      showErrorToast(errorText(error));
    }
    setTrying(false);
  };
  return (
    <Button size="xs" loading={trying} onClick={() => void tryAgain()}>
      {t('kept.again')}
    </Button>
  );
}
