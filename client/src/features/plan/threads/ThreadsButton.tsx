import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ThreadsPlace } from './use-threads-place.ts';

/** Shows and hides what is said of a stage, and says how many threads are open. */
export function ThreadsButton({ threads, compact }: { threads: ThreadsPlace; compact: boolean }) {
  const { t } = useTranslation('plan');
  const { session, shown, open, show, hide } = threads;
  if (session === null) return null;
  const label = t('stage.threads', { count: open });
  const toggle = { 'aria-pressed': shown, 'aria-label': label, onClick: shown ? hide : show };
  return (
    <Tooltip label={label}>
      {open === 0 ? (
        <ActionIcon {...toggle}>
          <IconMessage size={18} />
        </ActionIcon>
      ) : (
        <Button
          variant="subtle"
          color="gray"
          size={compact ? 'xs' : 'sm'}
          leftSection={<IconMessage size={18} aria-hidden />}
          {...toggle}
        >
          {open}
        </Button>
      )}
    </Tooltip>
  );
}
