import { Autocomplete, Button, SegmentedControl, TextInput, Textarea } from '@mantine/core';
import { api as schemas, type ProjectStatus } from '@clapper/protocol';
import type { InfoFacts } from '@clapper/documents';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { fieldCodes, useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReadOnlyBar } from '../../ui/ReadOnlyBar.tsx';
import { showToast } from '../../ui/toast.tsx';
import classes from './SettingsPage.module.css';

interface Draft {
  name: string;
  description: string;
  deadline: string;
  tag: string;
  status: ProjectStatus;
}

const KNOWN_TAGS = schemas.PROJECT_TAGS;

/** Shown from the project's document, also offline; changing it is a command and needs the server. */
export function ProjectForm({ info, mayEdit }: { info: InfoFacts; mayEdit: boolean }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const { id } = useProject();
  const online = useOnline();
  const tagName = (tag: string) => {
    const known = KNOWN_TAGS.find((name) => name === tag);
    return known === undefined ? tag : t(`project.tag.${known}`);
  };
  const now: Draft = {
    name: info.name,
    description: info.description,
    deadline: info.deadline?.slice(0, 10) ?? '',
    tag: tagName(info.tag ?? ''),
    status: info.status,
  };
  // Only what was touched is mine; the rest follows the document as others change it.
  const [touched, setTouched] = useState<Partial<Draft>>({});
  const draft = { ...now, ...touched };
  const set = (part: Partial<Draft>) => setTouched((before) => ({ ...before, ...part }));

  const save = useMutation({
    mutationFn: () => {
      const { tag, deadline, ...rest } = touched;
      const known = KNOWN_TAGS.find((name) => tagName(name) === tag?.trim());
      return api.saveProject(id, {
        ...rest,
        ...(tag === undefined ? {} : { tag: known ?? (tag.trim() === '' ? null : tag) }),
        ...(deadline === undefined ? {} : { deadline: deadline === '' ? null : deadline }),
      });
    },
    onSuccess: () => {
      setTouched({});
      showToast({ message: t('project.saved') });
    },
  });
  const fields = save.error === null ? {} : fieldCodes(save.error);
  const error = (field: keyof Draft) => {
    if (field === 'name' && draft.name.trim() === '') return errors('field.required');
    const code = fields[field];
    return code === undefined ? undefined : errors(`field.${code}`);
  };
  const locked = !mayEdit || !online;
  // Locked is not disabled: the words can still be read with the keyboard, selected and copied.
  const classNames = locked ? { input: classes['locked'] ?? '' } : {};

  return (
    <>
      {!mayEdit && <ReadOnlyBar>{t('project.locked')}</ReadOnlyBar>}
      {mayEdit && !online && <Notice tone="warn">{t('project.offline')}</Notice>}
      <Form
        className={classes['sheet']}
        onSubmit={() => {
          if (!locked && Object.keys(touched).length > 0 && draft.name.trim() !== '') save.mutate();
        }}
      >
        <TextInput
          label={t('project.name')}
          value={draft.name}
          maxLength={255}
          readOnly={locked}
          classNames={classNames}
          error={error('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('project.description')}
          value={draft.description}
          maxLength={5_000}
          autosize
          minRows={3}
          maxRows={10}
          readOnly={locked}
          classNames={classNames}
          error={error('description')}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <div className={classes['pair']}>
          <TextInput
            type="date"
            label={t('project.deadline')}
            value={draft.deadline}
            readOnly={locked}
            classNames={classNames}
            error={error('deadline')}
            onChange={(event) => set({ deadline: event.currentTarget.value })}
          />
          <Autocomplete
            label={t('project.tag')}
            value={draft.tag}
            maxLength={50}
            readOnly={locked}
            classNames={classNames}
            error={error('tag')}
            data={KNOWN_TAGS.map((tag) => tagName(tag))}
            onChange={(tag) => set({ tag })}
          />
        </div>
        <div>
          <span className={classes['label']} id="project-status">
            {t('project.status')}
          </span>
          <SegmentedControl
            aria-labelledby="project-status"
            value={draft.status}
            disabled={locked}
            data={schemas.PROJECT_STATUSES.map((value) => ({ value, label: t(`project.status.${value}`) }))}
            onChange={(value) => {
              const status = schemas.PROJECT_STATUSES.find((known) => known === value);
              if (status !== undefined) set({ status });
            }}
          />
        </div>
        {save.error !== null && <Notice tone="bad">{errorText(save.error)}</Notice>}
        {mayEdit && (
          <div className={classes['actions']}>
            <Button
              type="submit"
              variant="filled"
              loading={save.isPending}
              disabled={locked || Object.keys(touched).length === 0}
            >
              {common('save')}
            </Button>
          </div>
        )}
      </Form>
    </>
  );
}
