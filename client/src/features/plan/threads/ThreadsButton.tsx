import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ThreadsButton.module.css';
import type { ThreadsPlace } from './use-threads-place.ts';

/** Shows and hides what is said of a stage, and says how many threads are open. */
export function ThreadsButton({ threads, compact }: { threads: ThreadsPlace; compact: boolean }) {
  const { t } = useTranslation('plan');
  const { session, shown, open, unread, show, hide } = threads;
  if (session === null) return null;
  const label = [
    t('stage.threads', { count: open }),
    ...(unread > 0 ? [t('stage.unread', { count: unread })] : []),
  ].join(', ');
  const toggle = { 'aria-pressed': shown, 'aria-label': label, onClick: shown ? hide : show };
  return (
    <Tooltip label={label}>
      {open + unread === 0 ? (
        <ActionIcon {...toggle}>
          <IconMessage size={18} />
        </ActionIcon>
      ) : (
        <Button
          className={classes['button']}
          variant="subtle"
          color="gray"
          size={compact ? 'xs' : 'sm'}
          leftSection={<IconMessage size={18} aria-hidden />}
          {...toggle}
        >
          {open}
          {unread > 0 && <span className={classes['unread']} data-count={unread} aria-hidden />}
        </Button>
      )}
    </Tooltip>
  );
}
