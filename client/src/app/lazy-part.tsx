import { lazy, Suspense, type ComponentType } from 'react';
import { stylesAgain } from './styles-again.ts';
import { withWords, type ReadWords } from './with-words.ts';

/** How long a part that could not be fetched is left alone, when nothing says that the network is back. */
const AGAIN_MS = 5_000;

/**
 * A part of a page that comes after it, with its words; not before `after`, if that is given. What cannot be fetched,
 * because the network went in between, must not take the page down: it is missing until it can be.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  words: ReadWords,
  after: () => Promise<void> = () => Promise.resolve(),
): ComponentType<Props> {
  // `lazy` keeps the props of what it loads; TypeScript cannot follow that for any props.
  const Part = lazy(async () => {
    await after();
    return untilLoaded(() => withWords(load, words));
  }) as unknown as ComponentType<Props>;
  return function LazyPart(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** What is fetched when it is needed, as soon as it can be. */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await stylesAgain();
      return await load();
    } catch {
      // The browser has said so in its console.
      await networkMayBeBack();
    }
  }
}

function networkMayBeBack(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, AGAIN_MS);
    window.addEventListener('online', done, { once: true });
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    }
  });
}
