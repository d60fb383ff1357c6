import { atRest } from '../../app/at-rest.ts';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useHome } from '../../app/use-home.ts';
import classes from './Bell.module.css';

const BellPart = lazyPart(() => import('./Bell.tsx'), {}, atRest);

/** Its place is there from the first moment, so that nothing moves when it comes. */
export function BellLazy() {
  const { projects } = useHome();
  // Who is in no project is concerned by nothing.
  return <span className={classes['place']}>{(projects?.length ?? 0) > 0 && <BellPart />}</span>;
}
