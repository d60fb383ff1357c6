import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  html: string;
  failureSummary: string | undefined;
}

/**
 * What axe finds on a page, by rules of these tags. In the page itself, which has no frames, instead of in a
 * second page that would have to be opened for it; and what is in order is not described.
 */
export async function violationsOf(
  page: Page,
  tags: string[],
  notAsked: string[] = [],
): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .disableRules(notAsked)
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  );
}
