import { Button, Radio, SegmentedControl, TextInput } from '@mantine/core';
import { api as schemas, type Language, type ProjectTemplate } from '@clapper/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { isLanguage, LANGUAGES } from '../../app/i18n.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCreateProject } from './use-create-project.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './CreateProjectDialog.module.css';

export function CreateProjectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('create.title')} size={460}>
      <CreateProjectForm onCancel={onClose} />
    </Dialog>
  );
}

function CreateProjectForm({ onCancel }: { onCancel: () => void }) {
  const { t, i18n } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const errorText = useErrorText();
  const create = useCreateProject();
  const offline = useStore(useDevice().connection).state !== 'connected';
  const [name, setName] = useState('');
  const [template, setTemplate] = useState<ProjectTemplate>('four-acts');
  const [language, setLanguage] = useState<Language>(isLanguage(i18n.language) ? i18n.language : 'en');
  const [tried, setTried] = useState(false);
  const problem = nameProblem(name);

  const send = () => {
    setTried(true);
    if (problem === null) create.mutate({ name: name.trim(), template, language });
  };

  return (
    <Form onSubmit={send} className={classes['form']}>
      <TextInput
        label={t('create.name')}
        placeholder={t('create.placeholder')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && problem !== null ? errors(`field.${problem}`) : undefined}
        data-autofocus
      />
      <Radio.Group
        label={t('create.template')}
        value={template}
        onChange={(value) => setTemplate(value === 'pipeline' ? 'pipeline' : 'four-acts')}
      >
        <div className={classes['templates']}>
          {schemas.PROJECT_TEMPLATES.map((value) => (
            <Radio.Card key={value} value={value} className={classes['template']}>
              <Radio.Indicator size={16} />
              <span>
                <span className={classes['stages']}>{t(`create.template.${value}`)}</span>
                <span className={classes['hint']}>{t(`create.template.${value}.hint`)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <div className={classes['language']}>
        <span className={classes['label']} id="create-language">
          {t('create.language')}
        </span>
        <SegmentedControl
          aria-labelledby="create-language"
          value={language}
          onChange={(value) => setLanguage(isLanguage(value) ? value : 'en')}
          data={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </div>
      {create.error !== null && <Notice tone="bad">{errorText(create.error)}</Notice>}
      {offline && create.error === null && <Notice tone="warn">{t('home.needsServer')}</Notice>}
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={create.isPending} disabled={offline}>
          {t('create.submit')}
        </Button>
      </div>
    </Form>
  );
}

export function nameProblem(name: string): 'required' | 'too_long' | 'invalid' | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'required';
  if (trimmed.length > 255) return 'too_long';
  return schemas.projectBody.safeParse({ name: trimmed }).success ? null : 'invalid';
}
