/** Something that is looked for may come with a page that is still being fetched. */
const COMES_WITHIN_MS = 8_000;
const FLASH_MS = 1_800;

let stopWaiting: () => void = () => undefined;

/**
 * Brings what was looked for into view and marks it for a moment, as soon as it is on the page; only the last one that
 * was asked for. Nothing of the element is changed: editors would take that for an edit.
 */
export function flashWhenThere(find: () => Element | null): void {
  stopWaiting();
  const look = () => {
    const element = find();
    if (element === null) return;
    stopWaiting();
    // What the page itself does with the place it was asked for comes first.
    requestAnimationFrame(() => flash(element));
  };
  const watch = new MutationObserver(look);
  const timer = setTimeout(() => stopWaiting(), COMES_WITHIN_MS);
  stopWaiting = () => {
    watch.disconnect();
    clearTimeout(timer);
  };
  watch.observe(document.body, { childList: true, subtree: true });
  look();
}

function flash(element: Element): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', inline: 'nearest' });
  const on = {
    backgroundColor: 'var(--clapper-mark)',
    boxShadow: '0 0 0 4px var(--clapper-mark)',
    offset: 0,
  };
  // With reduced motion it is there and then gone.
  const frames: Keyframe[] = calm ? [on, { ...on, offset: 1 }] : [on, { ...on, offset: 0.55 }, { offset: 1 }];
  element.animate(frames, { duration: FLASH_MS, easing: 'ease-out' });
  // Whoever came here by the keyboard goes on from here, not from the top of the page.
  if (document.activeElement === null || document.activeElement === document.body)
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}
