import { lazyPart } from '../../app/lazy-part.tsx';
import { useHome } from '../../app/use-home.ts';
import classes from './Bell.module.css';

/** The page comes first: nobody waits for how much else there is. */
async function atRest(): Promise<void> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve);
  });
}

const BellPart = lazyPart(async () => {
  await atRest();
  return import('./Bell.tsx');
}, {});

/** Its place is there from the first moment, so that nothing moves when it comes. */
export function BellLazy() {
  const { state } = useHome();
  return <span className={classes['place']}>{state.phase === 'ready' && <BellPart />}</span>;
}
