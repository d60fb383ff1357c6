import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** What a bar of buttons is high while it stands in one line. */
const ONE_LINE_PX = 56;

/**
 * How much a bar leaves out so that it stays in one line: the least with which nothing is pushed into a second one.
 * Measured, since words are longer in one language than in another; known before anything is painted.
 */
export function useTightness(most: number, says: string): [RefObject<HTMLDivElement | null>, number] {
  const bar = useRef<HTMLDivElement>(null);
  const [tightness, setTightness] = useState(0);
  const [width, setWidth] = useState(0);
  const [said, setSaid] = useState(says);
  if (said !== says) {
    setSaid(says);
    setTightness(0);
  }
  useLayoutEffect(() => {
    const height = bar.current?.offsetHeight ?? 0;
    if (height > ONE_LINE_PX && tightness < most) setTightness(tightness + 1);
  }, [tightness, most, says, width]);
  useEffect(() => {
    const element = bar.current;
    if (element === null) return;
    let known = element.offsetWidth;
    const observer = new ResizeObserver(() => {
      // What it leaves out changes its height.
      if (element.offsetWidth === known) return;
      known = element.offsetWidth;
      setWidth(element.offsetWidth);
      setTightness(0);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [bar, tightness];
}
