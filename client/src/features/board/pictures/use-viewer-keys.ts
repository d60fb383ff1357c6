import { useEffect, useRef } from 'react';
import { isForDrawing } from '../../drawing/index.ts';

interface ViewerKeys {
  /** Null: Escape ends something else first. */
  close: (() => void) | null;
  /** Null: nothing can be said of a point just now. */
  place: (() => void) | null;
}

/**
 * `C` writes about a point, Escape leaves: after whatever lies in the viewer had the key, so that it ends what is open in
 * it before it ends the viewer.
 */
export function useViewerKeys(keys: ViewerKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { close, place } = latest.current;
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      if (event.key === 'Escape' && close !== null) {
        if (event.target instanceof Element && event.target.hasAttribute('data-mantine-stop-propagation'))
          return;
        close();
      } else if (
        event.code === 'KeyC' &&
        !event.ctrlKey &&
        !event.metaKey &&
        place !== null &&
        isForDrawing(event)
      ) {
        place();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
