import { Button, Popover } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BoardRead } from '../session/board-store.ts';
import classes from './DamagedLine.module.css';

/** A record that cannot be read is left out and left alone; one quiet line says so. */
export function DamagedLine({ board }: { board: BoardRead }) {
  const { t } = useTranslation('board');
  const damaged = board.problems.filter(({ code }) => code === 'malformed_record');
  if (damaged.length === 0) return null;
  return (
    <p className={classes['line']}>
      <IconAlertTriangle size={16} className={classes['icon']} aria-hidden />
      <span>{t('damaged', { count: damaged.length })}</span>
      <Popover width={360} position="bottom-start">
        <Popover.Target>
          <Button size="xs" variant="subtle">
            {t('damaged.details')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('damaged.details')}>
          <p className={classes['safe']}>{t('damaged.safe')}</p>
          <ul className={classes['list']}>
            {damaged.map(({ path, message }) => (
              <li key={path}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </p>
  );
}
