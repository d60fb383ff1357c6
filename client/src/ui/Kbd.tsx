import classes from './Kbd.module.css';

/** One key as it is printed: `?`, `Enter`, `Ctrl K`. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={classes['kbd']}>{children}</kbd>;
}
