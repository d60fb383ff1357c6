import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { useProject } from '../../app/project-context.tsx';
import { useOnline } from '../../app/use-online.ts';
import { Form } from '../../ui/Form.tsx';
import { Section } from '../../ui/PageHead.tsx';
import { showToast } from '../../ui/toast.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './SettingsPage.module.css';

/** The one thing that is asked about: it does not come back. */
export function DeleteProject({ name }: { name: string }) {
  const { t } = useTranslation('settings');
  const [opened, { open, close }] = useDisclosure(false);
  const online = useOnline();
  return (
    <Section title={t('delete.title')}>
      <div className={classes['danger']}>
        <p className={classes['about']}>{t('delete.about')}</p>
        <Button
          className={classes['dangerButton']}
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={!online}
          onClick={open}
        >
          {t('delete.open')}
        </Button>
      </div>
      <Dialog opened={opened} onClose={close} title={t('delete.question', { name })} size={440}>
        <Confirm name={name} onCancel={close} />
      </Dialog>
    </Section>
  );
}

function Confirm({ name, onCancel }: { name: string; onCancel: () => void }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { id } = useProject();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const right = fold(typed) === fold(name);
  const remove = useMutation({
    mutationFn: () => api.deleteProject(id),
    onSuccess: async () => {
      await navigate({ to: '/' });
      showToast({ message: t('delete.done') });
    },
  });
  return (
    <Form
      className={classes['confirm']}
      onSubmit={() => {
        if (right) remove.mutate();
      }}
    >
      <p>{t('delete.about')}</p>
      <TextInput
        label={t('delete.type')}
        placeholder={name}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={remove.error === null ? undefined : errorText(remove.error)}
        autoComplete="off"
        data-autofocus
      />
      <div className={classes['confirmActions']}>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button type="submit" className={classes['delete']} disabled={!right} loading={remove.isPending}>
          {t('delete.submit')}
        </Button>
      </div>
    </Form>
  );
}

/** However the Hangul was typed. */
function fold(text: string): string {
  return text.normalize('NFC').trim();
}
