import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useErrorText } from '../../app/errors.ts';
import { Form } from '../../ui/Form.tsx';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import classes from './History.module.css';

/** As many characters as the server takes. */
export const LONGEST_NAME = 100;

interface NameFormProps {
  document: string;
  onNamed: (version: string) => void;
}

/** Keeps the present under a name, for ever. */
export function NameForm({ document, onNamed }: NameFormProps) {
  const { t } = useTranslation('history');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () => api.nameVersion(document, name),
    onSuccess: async (version) => {
      setName('');
      await queries.invalidateQueries({ queryKey: ['versions', document] });
      onNamed(version.id);
      showToast({ message: t('name.done', { name: version.name ?? name }) });
    },
    onError: (error) => showErrorToast(errorText(error)),
  });
  return (
    <Form
      className={classes['nameForm']}
      onSubmit={() => {
        if (name.trim() !== '') keep.mutate();
      }}
    >
      <TextInput
        label={t('name.label')}
        placeholder={t('name.placeholder')}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        className={classes['nameInput'] ?? ''}
      />
      <Button type="submit" disabled={name.trim() === ''} loading={keep.isPending}>
        {t('name.submit')}
      </Button>
    </Form>
  );
}
