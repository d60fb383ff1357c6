import { useEffect, useRef, type RefObject } from 'react';

/** For a page that is one form: its first field waits for the keyboard, where there is one. */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // On a phone the keyboard would cover the page before it was read.
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  return field;
}
