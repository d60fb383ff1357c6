import { Button, type ButtonProps } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { isLanguage } from '../../app/i18n.ts';
import { showErrorToast } from '../../ui/toast.tsx';
import { useCreateDemo } from './use-create-project.ts';

/** One click: a project of one's own with the demo production in it. */
export function DemoButton({ children, ...props }: ButtonProps) {
  const { i18n } = useTranslation();
  const errorText = useErrorText();
  const createDemo = useCreateDemo();
  const [busy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    try {
      await createDemo(isLanguage(i18n.language) ? i18n.language : 'en');
    } catch (error) {
      showErrorToast(errorText(error));
      setBusy(false);
    }
  };
  return (
    <Button {...props} leftSection={<IconMovie size={16} aria-hidden />} loading={busy} onClick={create}>
      {children}
    </Button>
  );
}
