import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

/** Empty is designed: a picture, one sentence, one action. */
export function EmptyState({
  picture,
  children,
  action,
}: {
  picture?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes['empty']}>
      {picture !== undefined && <div className={classes['picture']}>{picture}</div>}
      <p className={classes['sentence']}>{children}</p>
      {action}
    </div>
  );
}
