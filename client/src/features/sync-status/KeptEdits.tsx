import type { KeptEdit } from '@clapper/device';
import { parseDocumentId } from '@clapper/protocol';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { saveFile } from '../../app/export-document.ts';
import { useHome } from '../../app/use-home.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { keptSentence } from './kept-words.ts';
import { SendToOwner } from './SendToOwner.tsx';
import { useDocumentName } from './use-document-name.ts';
import classes from './Ledger.module.css';

/** What the server did not take: to read, copy and try again, without the document it belongs to. */
export default function KeptEdits({ kept }: { kept: readonly KeptEdit[] }) {
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
  const isOwner = useIsOwner(edit.document);
  const [sending, setSending] = useState(false);
  const hasWords = edit.text !== '';
  return (
    <li className={classes['keptRow']}>
      <p className={classes['sentence']}>{keptSentence(edit, documentName, t, format)}</p>
      {hasWords && (
        <blockquote className={classes['words']} tabIndex={-1}>
          {edit.text}
        </blockquote>
      )}
      <div className={classes['actions']}>
        {hasWords && <CopyWords text={edit.text} />}
        {edit.again !== undefined && (edit.copy === undefined || isOwner) && <TryAgain edit={edit} />}
        {hasWords && !isOwner && (
          <Button size="xs" aria-expanded={sending} onClick={() => setSending(!sending)}>
            {t('kept.send')}
          </Button>
        )}
        {edit.copy !== undefined && <ExportCopy edit={edit} />}
        <Button size="xs" variant="subtle" color="gray" onClick={() => void device.dismissKept(edit.id)}>
          {t('kept.dismiss')}
        </Button>
      </div>
      {sending && <SendToOwner edit={edit} />}
    </li>
  );
}

/** Of the document's project, as far as this device knows. */
function useIsOwner(document: string): boolean {
  const { projects } = useHome();
  const address = parseDocumentId(document);
  if (address === null || address.scope === 'user') return false;
  return projects?.find(({ id }) => id === address.project)?.role === 'owner';
}

/** The document as a whole, as it was here: it opens in any Yjs program. */
function ExportCopy({ edit }: { edit: KeptEdit }) {
  const { t } = useTranslation('sync');
  const save = () => {
    const [state = new Uint8Array()] = edit.update;
    saveFile(`${edit.document.replaceAll('/', '-')}-copy.ydoc`, state, 'application/octet-stream');
  };
  return (
    <Button size="xs" onClick={save}>
      {t('kept.exportCopy')}
    </Button>
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

function TryAgain({ edit: { id, copy } }: { edit: KeptEdit }) {
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
      {t(copy === undefined ? 'kept.again' : 'kept.takeIn')}
    </Button>
  );
}
