import type { Shot } from '@clapper/documents';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../session/board-session.ts';

/** Beside a shot that is struck out; nothing for who may only look. */
export function RestoreButton({ shot: { id, number } }: { shot: Shot }) {
  const { t } = useTranslation('board');
  const { actions, writable } = useBoard();
  if (!writable) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      aria-label={t('deleted.restoreOne', { title: number })}
      onClick={() => actions.restore([id])}
    >
      {t('deleted.restore')}
    </Button>
  );
}
