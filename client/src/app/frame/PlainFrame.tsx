import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxPanelLazy } from '../../features/inbox/InboxPanelLazy.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { TopBar } from './TopBar.tsx';
import classes from './PlainFrame.module.css';
import bar from './TopBar.module.css';

/** Pages that belong to no project: the list of them, the account. */
export function PlainFrame({ children, width = 960 }: { children: ReactNode; width?: number }) {
  const { t } = useTranslation();
  return (
    <>
      <TopBar
        where={
          <Link to="/" className={bar['brand']} aria-label={t('nav.brand')}>
            <Mark />
            <span aria-hidden>{t('appName')}</span>
          </Link>
        }
      />
      <div className={classes['middle']}>
        <main className={classes['main']}>
          <div className={classes['inner']} style={{ maxWidth: width }}>
            {children}
          </div>
        </main>
        <InboxPanelLazy />
      </div>
    </>
  );
}
