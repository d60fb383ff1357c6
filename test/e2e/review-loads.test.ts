import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInAs } from '../harness/app.ts';
import { makeClip } from '../harness/clips.ts';
import { addFilm, drawRectangle } from '../harness/review-room.ts';
import { until } from '../harness/wait.ts';
import { openStudio } from './studio.ts';

/** What stands in no other script than theirs, however it is cut into files. */
const MARKS = { player: 'requestVideoFrameCallback', fabric: 'fabric', pdf: 'jsPDF' } as const;
type Part = keyof typeof MARKS;

const PAGES = ['overview', 'plan', 'board', 'calendar', 'activity', 'members', 'settings', 'review'] as const;

test('the player is loaded by the review room alone, fabric by whoever draws and exports by whoever takes something out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clapper-loads-'));
  const studio = await openStudio();
  try {
    const { browser, server, owner, project } = studio;
    const clip = await makeClip(folder, { name: 'loads', rate: '24', frames: 48 });
    const { page } = await signInAs(browser, server.url, owner);
    const loaded = partsOf(page);
    for (const name of PAGES) {
      await page.goto(`/p/${project}/${name}`);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
    }
    expect(await loaded()).toEqual([]);

    await addFilm(page, 'Add video', clip);
    // What is drawn would stand over the picture, which is there only now.
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    expect(await loaded()).toContain('player');
    expect(await loaded()).not.toContain('fabric');
    await drawRectangle(page);
    expect(await loaded()).toContain('fabric');
    expect(await loaded()).not.toContain('pdf');
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name: 'Export notes…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await loaded()).not.toContain('pdf');
  } finally {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Which parts came with the scripts that a page has loaded so far. */
function partsOf(page: Page): () => Promise<Part[]> {
  const found = new Set<Part>();
  let reading = 0;
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    reading += 1;
    response
      .text()
      .then((text) => {
        for (const part of Object.keys(MARKS) as Part[]) if (text.includes(MARKS[part])) found.add(part);
      })
      // A page that was left takes what it was loading with it.
      .catch(() => undefined)
      .finally(() => (reading -= 1));
  });
  return async () => {
    await until(() => reading === 0, { what: 'the scripts to be read' });
    return [...found].toSorted();
  };
}
