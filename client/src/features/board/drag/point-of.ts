/** Where on the screen a pointer's event happened; null: it came from a key. */
export function pointOf(event: Event): { x: number; y: number } | null {
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY };
  // Not every browser has the constructor.
  if (!('touches' in event)) return null;
  const touch = (event as TouchEvent).touches[0] ?? (event as TouchEvent).changedTouches[0];
  return touch === undefined ? null : { x: touch.clientX, y: touch.clientY };
}
