import type { ReactNode } from 'react';
import { FindButton } from '../../features/find/FindButton.tsx';
import { BellLazy } from '../../features/inbox/BellLazy.tsx';
import { SyncPill } from '../../features/sync-status/SyncPill.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './TopBar.module.css';

/** 48 high on every page: where one is, who is here, where the work is, who one is. */
export function TopBar({ where, people }: { where: ReactNode; people?: ReactNode }) {
  return (
    <header className={classes['bar']}>
      <div className={classes['where']}>{where}</div>
      <div className={classes['tools']}>
        {people}
        <SyncPill />
        <FindButton />
        <BellLazy />
        <AccountMenu />
      </div>
    </header>
  );
}
