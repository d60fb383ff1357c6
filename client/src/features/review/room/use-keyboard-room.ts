import { useEffect, useState } from 'react';

/** How much of the window the keyboard of a phone covers: what is written stays above it. */
export function useKeyboardRoom(): number {
  const [covered, setCovered] = useState(0);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const measure = () => {
      // Zoomed in one sees less of the page for another reason.
      const hidden = viewport.scale > 1.01 ? 0 : window.innerHeight - viewport.height - viewport.offsetTop;
      setCovered(Math.max(0, Math.round(hidden)));
    };
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      viewport.removeEventListener('scroll', measure);
    };
  }, []);
  return covered;
}
