import { useEffect, useState, type RefObject } from 'react';

/** So far outside of what is seen something is made ready: about a screen. */
const MARGIN = '600px 0px';

const seen = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Whether an element is on the screen or will soon be. One observer watches them all. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.get(target)?.(isIntersecting);
      },
      // Lists that scroll by themselves have the same margin.
      { rootMargin: MARGIN, scrollMargin: MARGIN },
    );
    const watching = observer;
    seen.set(element, setNear);
    watching.observe(element);
    return () => {
      watching.unobserve(element);
      seen.delete(element);
    };
  }, [ref]);
  return near;
}
