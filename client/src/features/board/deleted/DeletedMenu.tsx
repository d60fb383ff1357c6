import { Button, Popover, ScrollArea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { useProject } from '../../../app/project-context.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import classes from './DeletedMenu.module.css';

/** "Deleted · 3": what was deleted, by whom and when, and the way back. */
export function DeletedMenu({ board }: { board: BoardRead }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { members } = useProject();
  const { actions, writable, select } = useBoard();
  if (board.deleted.length === 0) return null;
  const newestFirst = board.deleted.toSorted((a, b) => (b.deleted?.at ?? 0) - (a.deleted?.at ?? 0));
  return (
    <Popover position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          className={classes['open']}
          leftSection={<IconTrash size={16} aria-hidden />}
        >
          {t('deleted.label', { count: board.deleted.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel']} aria-label={t('deleted.title')}>
        <ScrollArea.Autosize mah={360}>
          <ul className={classes['list']}>
            {newestFirst.map(({ id, title, action, deleted }) => (
              <li key={id} className={classes['row']}>
                <div className={classes['words']}>
                  <span className={classes['title']}>
                    {title || action.slice(0, 60) || t('shot.untitled')}
                  </span>
                  {deleted !== null && (
                    <span className={classes['by']}>
                      {t('deleted.by', {
                        name: members.find((member) => member.id === deleted.by)?.name ?? t('shot.someone'),
                        when: format.when(deleted.at),
                      })}
                    </span>
                  )}
                </div>
                {writable && (
                  <Button
                    size="xs"
                    aria-label={t('deleted.restoreOne', { title: title || t('shot.untitled') })}
                    onClick={() => {
                      actions.restore([id]);
                      select(id, 'only');
                      focusShot(id);
                    }}
                  >
                    {t('deleted.restore')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
