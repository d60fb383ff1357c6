import type { ReactNode } from 'react';
import classes from './Notice.module.css';

/** One sentence about what cannot be done now (`warn`), or what has just failed (`bad`, read out at once). */
export function Notice({
  tone,
  children,
  className,
}: {
  tone: 'warn' | 'bad';
  children: ReactNode;
  /** Where it stands; what it looks like is the same everywhere. */
  className?: string | undefined;
}) {
  return (
    <p
      className={`${classes['notice']} ${className ?? ''}`}
      data-tone={tone}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      {children}
    </p>
  );
}
