import { Button, type ButtonProps } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { unreadIn, type Inbox } from './use-inbox.ts';
import { useMarking } from './use-marking.ts';

/** Marks everything as read. */
export function ReadAll({ inbox, ...look }: { inbox: Inbox } & ButtonProps) {
  const { t } = useTranslation('inbox');
  const { mark } = useMarking(inbox.state);
  const unread = unreadIn(inbox);
  return (
    <Button
      {...look}
      leftSection={<IconChecks size={16} aria-hidden />}
      disabled={unread.length === 0}
      onClick={() => mark(unread, 'read')}
    >
      {t('readAll')}
    </Button>
  );
}
