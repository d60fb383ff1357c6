import type { ApiVersion } from '@clapper/protocol';
import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { Form } from '../../ui/Form.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { LONGEST_NAME } from './NameForm.tsx';
import classes from './History.module.css';

interface VersionNameProps {
  document: string;
  version: ApiVersion;
  /** When it was: what it is called without a name. */
  date: string;
  writable: boolean;
}

/**
 * What a version is called, and calling it something else. There is no deleting: without a name it is one of those
 * that the server thins out, so a name taken away can be given back.
 */
export function VersionName({ document, version, date, writable }: VersionNameProps) {
  const { t } = useTranslation('history');
  const { t: common } = useTranslation();
  const { name } = version;
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const isOpen = draft !== null;
  // The keyboard goes into the field, and back to where it came from.
  useEffect(() => {
    if (isOpen) field.current?.select();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const rename = useRename(document, version);
  if (draft !== null) {
    return (
      <Form
        className={classes['renameForm']}
        onSubmit={() => {
          if (draft.trim() === '') return;
          rename.mutate(draft);
          setDraft(null);
        }}
      >
        {/* What stands below it is still its. */}
        <VisuallyHidden component="h3">{name ?? date}</VisuallyHidden>
        <TextInput
          aria-label={t('name.of', { date })}
          placeholder={t('name.placeholder')}
          maxLength={LONGEST_NAME}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) setDraft(null);
          }}
          // The key that leaves the field does not close the drawer with it.
          data-mantine-stop-propagation="true"
          className={classes['nameInput'] ?? ''}
          ref={field}
        />
        <Button type="submit" disabled={draft.trim() === ''}>
          {common('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setDraft(null)}>
          {common('cancel')}
        </Button>
      </Form>
    );
  }
  return (
    <div className={classes['called']}>
      <h3 className={classes['previewTitle']}>{name ?? date}</h3>
      <div className={classes['calledFacts']}>
        {name !== null && <span>{date}</span>}
        {writable && (
          <Button ref={opener} size="xs" variant="subtle" color="gray" onClick={() => setDraft(name ?? '')}>
            {t(name === null ? 'name.give' : 'name.change')}
          </Button>
        )}
        {writable && name !== null && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => rename.mutate(null)}>
            {t('name.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}

function useRename(document: string, version: ApiVersion) {
  const { t } = useTranslation('history');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string | null) => api.renameVersion(document, version.id, name),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['versions', document] });
      if (name !== null) return showToast({ message: t('name.done', { name }) });
      const before = version.name;
      if (before === null) return;
      const giveBack = async () => {
        try {
          await api.renameVersion(document, version.id, before);
          await queries.invalidateQueries({ queryKey: ['versions', document] });
        } catch (error) {
          showErrorToast(errorText(error));
        }
      };
      showToast({
        message: t('name.removed', { name: before }),
        action: { label: common('undo'), run: () => void giveBack() },
        stayMs: UNDO_MS,
      });
    },
    onError: (error) => showErrorToast(errorText(error)),
  });
}

/** As long as other offers to take something back. */
const UNDO_MS = 8_000;
