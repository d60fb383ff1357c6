import { lazyPart } from '../../app/lazy-part.tsx';
import { useHome } from '../../app/use-home.ts';
import classes from './Bell.module.css';

/** The page comes first, with all it needs: nobody waits for how much else there is. */
const SOON_MS = 1_500;

async function atRest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SOON_MS));
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else resolve();
  });
}

const BellPart = lazyPart(async () => {
  await atRest();
  return import('./Bell.tsx');
}, {});

/** Its place is there from the first moment, so that nothing moves when it comes. */
export function BellLazy() {
  const { projects } = useHome();
  // Who is in no project is concerned by nothing.
  return <span className={classes['place']}>{(projects?.length ?? 0) > 0 && <BellPart />}</span>;
}
