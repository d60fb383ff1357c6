import { useEffect } from 'react';
import { isForDrawing } from './use-drawing-keys.ts';

/** `D` begins to draw, in front of whatever the page below means by it; null: nobody may, or somebody does. */
export function useDrawKey(draw: (() => void) | null): void {
  useEffect(() => {
    if (draw === null) return;
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyD' || event.ctrlKey || event.metaKey || !isForDrawing(event)) return;
      event.preventDefault();
      event.stopPropagation();
      draw();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [draw]);
}
