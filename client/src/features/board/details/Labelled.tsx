import type { ReactNode } from 'react';
import classes from './Labelled.module.css';

/** The field names itself for screen readers; this is the word one sees above it. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes['labelled']}>
      <span className={classes['label']} aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}
