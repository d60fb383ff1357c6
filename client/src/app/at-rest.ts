/** The page comes first, with all it needs: nobody waits for how much else there is. */
const SOON_MS = 1_500;

/** When the page has come and does nothing more: for what says how much waits elsewhere. */
export async function atRest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SOON_MS));
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else resolve();
  });
}

/** When what the page has is on the screen: for what one can read and write without. */
export async function drawn(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: SOON_MS });
    else resolve();
  });
}
