import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  html: string;
  failureSummary: string | undefined;
}

/** The rules of WCAG 2.2 AA, and what axe holds for good practice. */
export const WCAG_AA: readonly string[] = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

interface Asked {
  /** Whose rules. */
  tags?: readonly string[];
  notAsked?: readonly string[];
  /** The part of the page that is looked at, as a selector. */
  within?: string;
}

/** Half a megabyte: a page reads it once, however often it is asked. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, which has no frames; what is in order is not described. */
export async function violationsOf(
  page: Page,
  { tags = WCAG_AA, notAsked = [], within }: Asked = {},
): Promise<Violation[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    // What rules of ours ask for beforehand; styles, which axe would read as well, only rules that nobody asks for.
    preload: { assets: ['media'] },
    runOnly: { type: 'tag', values: [...tags] },
    rules: Object.fromEntries(notAsked.map((rule) => [rule, { enabled: false }])),
  };
  const asked = { within: within ?? null, options };
  const { violations } = await page.evaluate(async ({ within: part, options: wanted }) => {
    const { axe } = window as unknown as {
      axe: { run(part: Document | string, options: RunOptions): Promise<AxeResults> };
    };
    return axe.run(part ?? document, wanted);
  }, asked);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  );
}
