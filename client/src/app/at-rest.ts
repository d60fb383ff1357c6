/** The page comes first, with all it needs: nobody waits for how much else there is. */
const SOON_MS = 1_500;

/** When the page has come and does nothing more: for what says how much waits elsewhere. */
export async function atRest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SOON_MS));
  await idle();
}

/** When what the page has is on the screen: for what one can read and write without. */
export async function drawn(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await idle({ timeout: SOON_MS });
}

/** Safari knows no idle callbacks. */
function idle(options?: IdleRequestOptions): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), options);
    else resolve();
  });
}
