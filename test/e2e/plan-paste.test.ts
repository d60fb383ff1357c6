import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT } from '../../client/src/app/testing/memory-project.ts';
import type {} from '../../client/src/features/plan/testing/memory-plan.ts';
import { newVisitor, type Visitor } from '../harness/browser.ts';
import { servePlanPage, type PlanPageServer } from '../harness/plan-page.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';

// `name.html` is what a program puts on the clipboard, `name.clean.html` what the page makes of it.
const fixtures = fileURLToPath(new URL('../../client/src/features/plan/paste/fixtures/', import.meta.url));
const names = readdirSync(fixtures)
  .filter((file) => file.endsWith('.clean.html'))
  .map((file) => file.replace('.clean.html', ''));
const fixture = (file: string) => readFileSync(`${fixtures}${file}`, 'utf8');

let server: PlanPageServer;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [server, browser] = await Promise.all([servePlanPage(), borrowBrowser()]);
  visitor = await newVisitor(browser);
  await visitor.page.goto(`${server.url}?filled=empty`);
  await visitor.page.locator('.plan-prose').waitFor();
});
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
});

const clean = (html: string) => visitor.page.evaluate((dirty) => window.harness.cleanHtml(dirty), html);
/** Blanks between blocks are nobody's words; those in a line of code are. */
const normal = (html: string) =>
  html
    .replaceAll(/>\s+</g, '><')
    .replaceAll(/\s+(<(ul|li|\/li))/g, '$1')
    .trim();

/** Pastes as the browser does, into the open stage. */
async function paste(html: string, text = ''): Promise<void> {
  await visitor.page.locator('.plan-prose').click();
  await visitor.page.evaluate(
    ([asHtml, asText]) => {
      const data = new DataTransfer();
      if (asHtml !== '') data.setData('text/html', asHtml);
      data.setData('text/plain', asText);
      document
        .querySelector('.plan-prose')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
    },
    [html, text] as const,
  );
}

async function empty(): Promise<void> {
  await visitor.page.locator('.plan-prose').click();
  await visitor.page.keyboard.press('Control+a');
  await visitor.page.keyboard.press('Backspace');
}

const written = () =>
  visitor.page.evaluate(() => {
    const { plan, Y } = window.harness;
    const [stage] = plan().doc.getMap('stages').values();
    const content = (stage as InstanceType<typeof Y.Map>).get('content');
    return String(content);
  });

describe('what other programs put on the clipboard', () => {
  for (const name of names) {
    test(`${name} becomes the few elements the page knows`, async () => {
      const { html } = await clean(fixture(`${name}.html`));
      expect(normal(html)).toBe(normal(fixture(`${name}.clean.html`)));
    });

    test(`${name}: what is clean already stays as it is`, async () => {
      const once = await clean(fixture(`${name}.html`));
      expect((await clean(once.html)).html).toBe(once.html);
    });

    test(`${name} is written without styles, classes and pictures`, async () => {
      await empty();
      await paste(fixture(`${name}.html`));
      const page = await written();
      expect(page).not.toMatch(/style=|Mso|HStyle|docs-internal|<img|o:p|mso-/i);
      expect(page).toMatch(/<table><tablerow>|<table>/i);
      expect(visitor.complaints).toEqual([]);
    });
  }

  test('pictures are left out, and the person is told', async () => {
    expect((await clean(fixture('google-docs.html'))).droppedImages).toBe(1);
    await empty();
    await paste(fixture('google-docs.html'));
    await visitor.page.getByText('Pictures were left out').first().waitFor();
  });

  test('scripts, handlers and addresses that run something do not come in', async () => {
    const { html } = await clean(
      `<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(1)">b</a><a href="data:text/html,x">c</a></p><iframe src="//x"></iframe><svg onload="x()"></svg>`,
    );
    expect(html).toBe('<p>abc</p>');
  });

  test('a chip that was copied here is one again; of another project, or of nothing, it is its words', async () => {
    const chip = (project: string, type: string, target: string, words: string) =>
      `<span data-chip="${type}" data-project="${project}" data-target="${target}" data-name="x">${words}</span>`;
    const shot = '01940000-0000-7000-8000-00000000000a';
    const own = chip(PROJECT, 'shot', shot, '#4 the pour');
    const day = chip(PROJECT, 'date', '2026-11-12', 'Thu 12 Nov');
    const foreign = chip(shot, 'shot', shot, '#4 theirs');
    const nothing = chip(PROJECT, 'person', 'nobody', '@nobody');
    await empty();
    await paste(`<p data-pm-slice="0 0 []">${own} on ${day}, ${foreign}, ${nothing}</p>`);
    const page = await written();
    expect(page).toContain(`shot="${shot}"`);
    expect(page).toContain('<datechip date="2026-11-12"></datechip>');
    expect(page).toContain(', #4 theirs, @nobody');
    expect(page.match(/chip>/g)).toHaveLength(2);
  });

  test('what was copied here comes back exactly', async () => {
    const own = `<p data-pm-slice="1 1 []">as <mark>it</mark> is</p>`;
    expect(await clean(own)).toEqual({ html: own, droppedImages: 0 });
  });

  test('plain text keeps its lines', async () => {
    await empty();
    await paste('', 'one line\n\nanother line');
    expect(await written()).toBe('<paragraph>one line</paragraph><paragraph>another line</paragraph>');
  });
});
