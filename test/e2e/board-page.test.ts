import type {} from '../../client/src/features/board/testing/memory-board.ts';
import { KINDS } from '@clapper/documents';
import type { Browser, CDPSession, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../harness/axe.ts';
import { type Visitor } from '../harness/browser.ts';
import { count } from '../harness/counts.ts';
import { comeBack, servePlanPage, type PlanPageServer } from '../harness/plan-page.ts';
import { until } from '../harness/wait.ts';
import { borrowBrowser, giveBack } from '../harness/worker-browser.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

// The board around documents in memory: somebody else's edit arrives at the moment a test chooses, and every
// fixture can be opened as every role.
let server: PlanPageServer;
let browser: Browser;
/** Of the test before, if there was one. */
let kept: Visitor | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([servePlanPage('board'), borrowBrowser()]);
});
afterAll(async () => {
  await giveBack(browser);
  await server.stop();
});

interface Look {
  query?: string;
  width?: number;
}

async function open({ query = '', width = 1440 }: Look = {}): Promise<Visitor> {
  const visitor = await comeBack(browser, kept, `${server.url}?${query}`, { width });
  kept = visitor;
  await visitor.page.locator('[data-shot], button:has-text("Add")').first().waitFor();
  return visitor;
}

/** What the other person does to a shot, as code in the browser; `shot` is its record. */
async function other(visitor: Visitor, index: number, change: string): Promise<void> {
  await visitor.page.evaluate(`(() => {
    const { other: { doc }, Y } = window.board;
    const id = document.querySelectorAll('[data-shot]')[${index}].dataset.shot;
    const shot = doc.getMap('shots').get(id);
    doc.transact(() => { ${change} }, 'theirs');
  })()`);
}

const titleOf = (visitor: Visitor, id: string) =>
  visitor.page.evaluate((shot) => {
    const read = (doc: typeof window.board.doc) =>
      String((doc.getMap('shots').get(shot) as InstanceType<typeof window.board.Y.Map>).get('title'));
    return { mine: read(window.board.doc), theirs: read(window.board.other.doc) };
  }, id);

const idOf = async (visitor: Visitor, index: number) =>
  (await visitor.page.locator('[data-shot]').nth(index).getAttribute('data-shot')) ?? '';

/** Grid or table. */
const show = (visitor: Visitor, view: 'Grid' | 'Table') =>
  visitor.page.locator('label', { hasText: view }).click();

/** Composes one syllable by its steps, as an input method does. */
async function compose(cdp: CDPSession, steps: readonly string[], commit: string): Promise<void> {
  for (const text of steps) {
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await cdp.send('Input.insertText', { text: commit });
}

describe('looking', () => {
  // In the short run one who may write and one who may not; `opening` has all five at the whole app.
  const roles = (['editor', 'viewer', 'owner', 'admin', 'reviewer'] as const).slice(0, count(2, 5));
  for (const fixture of Object.keys(fixturesOf(KINDS.board))) {
    test(`at the fixture "${fixture}" changes nothing, whoever looks and however`, async () => {
      const [first, ...others] = roles;
      const visitor = await open({ query: `role=${first}&fixture=${fixture}` });
      const { page } = visitor;
      for (const role of [first, ...others]) {
        if (role !== first) {
          // The same browser for all of them, which looks at the page as for the first time.
          await page.evaluate(() => window.localStorage.clear());
          await page.goto(`${server.url}?role=${role}&fixture=${fixture}`);
        }
        await page.locator('[data-shot]').first().click();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Details', exact: true }).click();
        await show(visitor, 'Table');
        const table = page.getByRole('grid', { name: 'Shots as a table' });
        await table.focus();
        await table.press('ArrowRight');
        expect(await page.evaluate(() => window.board.sent())).toBe(0);
        if (role !== 'viewer' && role !== 'reviewer') continue;
        // Keys that would write, pressed by somebody who may not.
        await table.press('Delete');
        await show(visitor, 'Grid');
        await page.locator('[data-shot]').first().click();
        for (const key of ['n', 'd', 'Delete', 'Enter', 'Alt+ArrowRight', 'Control+z']) {
          await page.keyboard.press(key);
        }
        expect(await page.evaluate(() => window.board.sent())).toBe(0);
        await page.getByText('Read only.').waitFor();
      }
      expect(visitor.complaints).toEqual([]);
    });
  }

  test('what is chosen in a menu is told as a choice, and several stay open to be chosen', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: /^Fields on a card/ }).click();
    const guides = page.getByRole('menuitemcheckbox').last();
    expect(await guides.getAttribute('aria-checked')).toBe('false');
    await guides.press('Enter');
    await until(async () => (await guides.getAttribute('aria-checked')) === 'true', {
      what: 'the guides to be chosen',
    });
    expect(await violationsOf(page, { within: '[role="menu"]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Shape of the picture/ }).click();
    const shape = page.getByRole('menuitemradio', { name: '2.39:1' });
    await shape.click();
    await page.getByRole('button', { name: 'Shape of the picture: 2.39:1' }).click();
    expect(await shape.getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Escape');
  });

  test('works without the plan: the stages stand by number', async () => {
    const visitor = await open({ query: 'plan=none' });
    await visitor.page.getByRole('heading', { name: 'Stage 4' }).waitFor();
    expect(await visitor.page.locator('[data-shot]').count()).toBe(12);
  });

  test('names a damaged record in one quiet line', async () => {
    const visitor = await open({ query: 'fixture=broken' });
    await visitor.page.getByText('3 damaged shots are hidden.').waitFor();
  });
});

test('a shot that was deleted after the numbers were locked stands in the table as omitted, is walked over and comes back', async () => {
  const visitor = await open();
  const { page } = visitor;
  await page.getByRole('button', { name: 'Numbers', exact: true }).click();
  await page.getByRole('button', { name: 'Lock numbers' }).click();
  await page.keyboard.press('Escape');
  await page.locator('[data-shot]').nth(1).click();
  await page.keyboard.press('Control+Backspace');
  await page.locator('[data-omitted]').waitFor();
  await show(visitor, 'Table');
  const table = page.getByRole('grid', { name: 'Shots as a table' });
  const gone = table.locator('[data-omitted]');
  await gone.getByText('OMITTED').waitFor();
  expect(await gone.locator('s').first().textContent()).toBe('2');
  expect(await table.getAttribute('aria-rowcount')).toBe('13');
  expect(await violationsOf(page)).toEqual([]);
  // From the first line the keys go to the next shot there is.
  await table.focus();
  await table.press('ArrowDown');
  const focused = await table.getAttribute('aria-activedescendant');
  const lines = table.locator('[role="row"][aria-rowindex]');
  expect(await lines.nth(3).locator('[role="rowheader"]').textContent()).toBe('3');
  expect(await lines.nth(3).locator(`[id="${focused}"]`).count()).toBe(1);
  await gone.getByRole('button', { name: 'Restore 2' }).click();
  await gone.waitFor({ state: 'detached' });
  expect(await lines.nth(2).locator('[role="rowheader"]').textContent()).toBe('2');
});

describe('composing Hangul in a title', () => {
  const SYLLABLES = [
    { steps: ['ㅎ', '하', '한'], commit: '한' },
    { steps: ['ㄱ', '그', '글'], commit: '글' },
    { steps: ['ㅂ', '비', '빛'], commit: '빛' },
    { steps: ['ㄲ', '까', '깎'], commit: '깎' },
  ];

  test('while somebody else writes before, inside and after keeps every syllable', async () => {
    const visitor = await open();
    const { page } = visitor;
    const cdp = await page.context().newCDPSession(page);
    const id = await idOf(visitor, 4);
    await page.locator('[data-shot]').nth(4).click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    const rounds = count(40, 200);
    for (let round = 0; round < rounds; round++) {
      const syllable = SYLLABLES[round % SYLLABLES.length]!;
      const [first, ...rest] = syllable.steps;
      await cdp.send('Input.imeSetComposition', { text: first!, selectionStart: 1, selectionEnd: 1 });
      if (round % 10 === 0) await other(visitor, 4, `shot.get('title').insert(0, '<')`);
      if (round % 10 === 5) {
        const middle = Math.floor(round / 2);
        await other(visitor, 4, `const t = shot.get('title'); t.insert(Math.min(${middle}, t.length), '·')`);
      }
      if (round % 10 === 8) await other(visitor, 4, `const t = shot.get('title'); t.insert(t.length, '>')`);
      await compose(cdp, rest, syllable.commit);
    }
    const { mine, theirs } = await titleOf(visitor, id);
    expect(mine).toBe(theirs);
    expect(await page.locator('[data-shot] input').first().inputValue()).toBe(mine);
    const written = Array.from({ length: rounds }, (_, round) => SYLLABLES[round % SYLLABLES.length]!.commit);
    expect([...mine].filter((letter) => !'<·>'.includes(letter)).join('')).toBe(written.join(''));
    expect([...mine].filter((letter) => letter === '<')).toHaveLength(Math.ceil(rounds / 10));
    expect(visitor.complaints).toEqual([]);
  });

  test('[RH11] while a repair replaces the document tears no syllable, and loses none', async () => {
    const visitor = await open();
    const { page } = visitor;
    const cdp = await page.context().newCDPSession(page);
    const id = await idOf(visitor, 4);
    await page.locator('[data-shot]').nth(4).click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('a');
    for (const text of ['ㅎ', '하'])
      await cdp.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    await page.evaluate(() => window.board.repair());
    await cdp.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
    // Nothing is swapped under the input method.
    expect(await page.locator('[data-shot] input').first().inputValue()).toBe('a한');
    await cdp.send('Input.insertText', { text: '한' });
    await until(async () => (await titleOf(visitor, id)).mine === 'a한', { what: 'the whole syllable' });
    expect((await titleOf(visitor, id)).theirs).toBe('a한');
    expect(visitor.complaints).toEqual([]);
  });

  test('ends with an Enter that closes nothing', async () => {
    const visitor = await open();
    const { page } = visitor;
    const cdp = await page.context().newCDPSession(page);
    await page.locator('[data-shot]').nth(4).click();
    await page.keyboard.press('Enter');
    const field = page.locator('[data-shot] input').first();
    await cdp.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
    // As browsers report the key that the input method takes.
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await cdp.send('Input.insertText', { text: '한' });
    expect(await field.isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
  });
});

describe('somebody else', () => {
  test('edits a shot I deleted: I am told by name and can restore it', async () => {
    const visitor = await open();
    const { page } = visitor;
    await page.evaluate(() => window.board.apart());
    await other(visitor, 2, `shot.get('title').insert(0, 'Roasted ')`);
    const id = await idOf(visitor, 2);
    await page.locator('[data-shot]').nth(2).click();
    await page.keyboard.press('Delete');
    await page.evaluate(() => window.board.together());
    const question = page.getByText('이서진 edited “Roasted Beans”, which you deleted.');
    await question.waitFor();
    await page
      .locator('.mantine-Notification-root', { has: question })
      .getByRole('button', { name: 'Restore' })
      .click();
    await page.locator(`[data-shot="${id}"]`, { hasText: 'Roasted Beans' }).waitFor();
  });

  test('restores what I deleted, or I do by key: the offer to take it back goes', async () => {
    const visitor = await open();
    const { page } = visitor;
    const id = await idOf(visitor, 2);
    const offer = page.getByText('Shot 3 deleted');
    const remove = async () => {
      await page.locator(`[data-shot="${id}"]`).click();
      await page.keyboard.press('Delete');
      await offer.waitFor();
    };
    await remove();
    await page.keyboard.press('Control+z');
    await offer.waitFor({ state: 'detached' });
    await remove();
    await page.evaluate((shot) => {
      const { other: theirs, Y } = window.board;
      const record = theirs.doc.getMap('shots').get(shot);
      if (record instanceof Y.Map) theirs.doc.transact(() => record.delete('deleted'), 'theirs');
    }, id);
    await offer.waitFor({ state: 'detached' });
    await page.locator(`[data-shot="${id}"]`).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  test('adds shots above without moving what I look at', async () => {
    const visitor = await open({ query: 'fixture=many' });
    const { page } = visitor;
    // Of one stage: in the whole document the place of a card changes while the rest of the board is drawn.
    const far = page.locator('[data-stage]').first().locator('[data-shot]').nth(40);
    const id = await far.getAttribute('data-shot');
    const shown = page.locator(`[data-shot="${id}"]`);
    await shown.scrollIntoViewIfNeeded();
    await shown.click();
    const before = await restingPlace(shown);
    await other(
      visitor,
      0,
      `const first = shot.get('place');
       for (let index = 0; index < 3; index++) {
         const copy = new Y.Map();
         copy.set('place', { ...first });
         doc.getMap('shots').set('a-new-shot-' + index, copy);
       }`,
    );
    await page.locator('[data-shot="a-new-shot-2"]').waitFor();
    const after = await restingPlace(shown);
    expect(Math.abs(after - before)).toBeLessThan(2);
  });

  test('is never undone by me', async () => {
    const visitor = await open();
    const { page } = visitor;
    await page.locator('[data-shot]').nth(0).click();
    await page.keyboard.press('Alt+ArrowDown');
    await other(visitor, 5, `shot.set('duration', 9)`);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await until(
      () =>
        page.evaluate(() =>
          [...window.board.doc.getMap('shots').values()].some(
            (shot) => (shot as InstanceType<typeof window.board.Y.Map>).get('duration') === 9,
          ),
        ),
      { what: 'their length to stay' },
    );
  });
});

describe('the filter', () => {
  test('says how many it shows, and Escape shows all again', async () => {
    const visitor = await open();
    const { page } = visitor;
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: 'Approved' }).check();
    await page.getByRole('button', { name: 'Filter: 4 of 12 shown' }).waitFor();
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[data-shot]').count()) === 4, { what: 'four shots' });
    await page.locator('[data-shot]').first().focus();
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[data-shot]').count()) === 12, { what: 'all shots' });
  });
});

describe('everybody can use it', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in grid, details and table (${scheme})`, async () => {
      const visitor = await open({ query: `scheme=${scheme}` });
      const { page } = visitor;
      const violations = () => violationsOf(page, { tags: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
      expect(await violations()).toEqual([]);
      await page.locator('[data-shot]').nth(1).click();
      await page.getByRole('button', { name: 'Details', exact: true }).click();
      expect(await violations()).toEqual([]);
      await page.getByRole('button', { name: 'Close details' }).click();
      await page.locator('[data-shot]').nth(1).dblclick();
      expect(await violations()).toEqual([]);
      await page.keyboard.press('Escape');
      await show(visitor, 'Table');
      await page.getByRole('grid', { name: 'Shots as a table' }).focus();
      expect(await violations()).toEqual([]);
    });
  }

  test('no width scrolls the page sideways', async () => {
    for (const width of [1440, 1024, 390]) {
      const visitor = await open({ width, query: 'language=ko' });
      const wide = await visitor.page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect({ width, wide }).toEqual({ width, wide: false });
    }
  });
});

/** Where it stands once nothing moves any more: scrolling to it and opening its details take a few frames. */
async function restingPlace(shown: Locator): Promise<number> {
  let last = Number.NaN;
  const place = await until(
    async () => {
      const { y = Number.NaN } = (await shown.boundingBox()) ?? {};
      const rests = y === last;
      last = y;
      return rests ? { y } : null;
    },
    { what: 'the page to stand still', interval: 100 },
  );
  return place.y;
}
