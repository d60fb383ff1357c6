import type { ReactNode } from 'react';
import classes from './PageHead.module.css';

/** Title of a page that scrolls as a whole, its facts, and its one or two actions. */
export function PageHead({
  title,
  facts,
  children,
}: {
  title: string;
  facts?: string;
  children?: ReactNode;
}) {
  return (
    <header className={classes['head']}>
      <h1 className={classes['title']}>{title}</h1>
      {facts !== undefined && <span className={classes['facts']}>{facts}</span>}
      <div className={classes['actions']}>{children}</div>
    </header>
  );
}

/** The column that such a page stands in. */
export function PageColumn({ children }: { children: ReactNode }) {
  return <div className={classes['column']}>{children}</div>;
}

/** A sheet with a name. */
export function Section({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className={classes['section']} aria-label={title}>
      <h2 className={classes['name']}>{title}</h2>
      {about !== undefined && <p className={classes['about']}>{about}</p>}
      <div className={classes['sheet']}>{children}</div>
    </section>
  );
}
