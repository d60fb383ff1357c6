/** Stylesheets that were asked for and did not come. */
const missing = new Set<HTMLLinkElement>();

if (typeof window !== 'undefined') {
  // The error of a resource does not bubble.
  window.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
    },
    true,
  );
}

/**
 * Vite asks for no styles that a link of the document names already, whether they came or not: a part that is asked for
 * again would come without them. Fails when one still does not come.
 */
export async function stylesAgain(): Promise<void> {
  const links = [...missing];
  missing.clear();
  await Promise.all(
    links.map((link) => {
      const again = link.cloneNode() as HTMLLinkElement;
      const came = new Promise<void>((resolve, reject) => {
        again.addEventListener('load', () => resolve());
        again.addEventListener('error', () => reject(new Error(`${link.href} did not come.`)));
      });
      link.replaceWith(again);
      return came;
    }),
  );
}
