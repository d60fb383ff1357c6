import type { Hand } from './hands.ts';
import classes from './HandName.module.css';

/** Whose hand holds an event, below it; nothing where it is mine. */
export function HandName({ person }: Pick<Hand, 'person'>) {
  return person === null ? null : <span className={classes['name']}>{person.name}</span>;
}
