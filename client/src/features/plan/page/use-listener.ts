import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Listens on a box around other controls. The box is not itself something to press or type into, so it is
 * not written as one in the markup.
 */
export function useListener<Type extends keyof HTMLElementEventMap>(
  element: RefObject<HTMLElement | null>,
  type: Type,
  listener: (event: HTMLElementEventMap[Type]) => void,
  shown = true,
): void {
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const box = element.current;
    if (box === null || !shown) return;
    const hear = (event: HTMLElementEventMap[Type]) => latest.current(event);
    box.addEventListener(type, hear);
    return () => box.removeEventListener(type, hear);
  }, [element, type, shown]);
}

/** Buttons that float around the words leave the caret where it is; a field among them takes the focus. */
export function keepCaret(event: MouseEvent): void {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}
