import { useEffect, useState, type RefObject } from 'react';
import type { BoardSession } from '../session/board-session.ts';
import { filesOf } from './add-pictures.ts';

/** Where files that hang over the board would go: a shot, or the first ones without a picture. */
export type DropTarget = { shot: string | null } | null;

/** Files dropped on the board or pasted into it become pictures. */
export function usePictureDrop(
  area: RefObject<HTMLElement | null>,
  session: BoardSession,
  add: (pictures: readonly File[], shot: string | null) => void,
): DropTarget {
  const [target, setTarget] = useState<DropTarget>(null);
  useEffect(() => {
    const element = area.current;
    if (element === null || !session.writable) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const shot = shotUnder(event.target);
      setTarget((before) => (before !== null && before.shot === shot ? before : { shot }));
    };
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) setTarget(null);
    };
    const drop = (event: DragEvent) => {
      setTarget(null);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      add(filesOf(event.dataTransfer), shotUnder(event.target));
    };
    const paste = (event: ClipboardEvent) => {
      const into = event.target instanceof Element ? event.target : null;
      if (into?.closest('input, textarea, [contenteditable], [data-table]') != null) return;
      const pictures = filesOf(event.clipboardData);
      if (pictures.length === 0) return;
      event.preventDefault();
      add(pictures, session.viewing.get() ?? session.selection.get().focus);
    };
    element.addEventListener('dragover', over);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [area, session, add]);
  return target;
}

function shotUnder(target: EventTarget | null): string | null {
  return target instanceof Element
    ? (target.closest('[data-shot]')?.getAttribute('data-shot') ?? null)
    : null;
}
