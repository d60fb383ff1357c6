import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FramePicture } from '../../../ui/FramePicture.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import classes from './EmptyBoard.module.css';

export function EmptyBoard({ stages }: { stages: readonly BoardStage[] }) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const stage = stages[0]?.id;
  return (
    <div className={classes['place']}>
      <EmptyState
        picture={<FramePicture picture="empty" />}
        action={
          session.writable && stage !== undefined ? (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => session.addAt({ stage, before: null })}
            >
              {t('add')}
            </Button>
          ) : null
        }
      >
        {t(session.writable ? 'empty' : 'emptyReadOnly')}
      </EmptyState>
    </div>
  );
}
