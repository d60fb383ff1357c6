import type { KeptEdit } from '@clapper/device';
import { readInfo } from '@clapper/documents';
import { parseDocumentId, projectDocument } from '@clapper/protocol';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { keptWhere, letterToOwner, mailAddress } from './kept-words.ts';
import { useDocumentName } from './use-document-name.ts';
import classes from './Ledger.module.css';

/**
 * Refused words on their way to somebody who can put them in. Who was just made a viewer or removed can write
 * nothing in the project that its owner would see, and members do not see each other's e-mail addresses: so it is a
 * letter that stands ready, sent with what this person has (the system's share sheet, a mail program, or the
 * clipboard, which always works).
 */
export function SendToOwner({ edit }: { edit: KeptEdit }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const errorText = useErrorText();
  const me = useMe();
  const documentName = useDocumentName()(edit.document);
  const address = parseDocumentId(edit.document);
  const project = address?.scope === 'project' ? address.project : '';
  const info = useRead(useDocument(projectDocument(project, 'info')), readInfo);
  const owners = (info?.members ?? []).filter(({ role, id }) => role === 'owner' && id !== me.id);

  const letter = letterToOwner(
    edit,
    {
      where: keptWhere(edit, documentName),
      me: me.name,
      address: `${window.location.origin}/p/${project}/plan`,
    },
    t,
  );
  const copy = async () => {
    if (await copyText(letter.text)) showToast({ message: t('send.copied') });
    else showErrorToast(t('send.byHand'));
  };
  const share = async () => {
    try {
      await navigator.share({ title: letter.subject, text: letter.text });
    } catch (error) {
      // Closed by the person: they know.
      if (!(error instanceof DOMException && error.name === 'AbortError')) showErrorToast(errorText(error));
    }
  };
  return (
    <div className={classes['letter']}>
      <p className={classes['note']}>
        {owners.length === 0
          ? t('send.toOwner')
          : t('send.to', { names: format.list(owners.map(({ name }) => name)) })}
      </p>
      <Textarea
        className={classes['message'] ?? ''}
        aria-label={t('send.letter')}
        value={letter.text}
        readOnly
        autosize
        minRows={3}
        maxRows={7}
      />
      <div className={classes['actions']}>
        <Button size="xs" variant="filled" onClick={() => void copy()}>
          {t('send.copy')}
        </Button>
        {'share' in navigator && (
          <Button size="xs" onClick={() => void share()}>
            {t('send.share')}
          </Button>
        )}
        {/* Copied as well: a mail program that does not open says nothing. */}
        <Button
          size="xs"
          component="a"
          href={mailAddress(letter, t('send.paste'))}
          onClick={() => void copy()}
        >
          {t('send.mail')}
        </Button>
      </div>
    </div>
  );
}
