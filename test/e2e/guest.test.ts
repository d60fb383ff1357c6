import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSignUp, signInAs, type User } from '../harness/app.ts';
import { violationsOf } from '../harness/axe.ts';
import { newVisitor, type Visitor } from '../harness/browser.ts';
import { makeClip } from '../harness/clips.ts';
import { inviteCode } from '../harness/people.ts';
import { goTo } from '../harness/review-room.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

const FIELD = '[data-testid="comment-input"]';

describe('a link to one video', () => {
  let studio: Studio;
  let folder: string;
  let clip: string;
  let mina: User;
  let guest: Visitor;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-guest-'));
    [studio, clip] = await Promise.all([
      openStudio(),
      makeClip(folder, { name: '골목 커피', rate: '24', frames: 240 }),
    ]);
    const { browser, server, owner } = studio;
    mina = await signInAs(browser, server.url, owner);
    guest = await newVisitor(browser, { baseURL: server.url, viewport: { width: 390, height: 844 } });
  });

  afterAll(async () => {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('[GL2] [GL4] leads a guest on a phone to a marker and to a note of theirs, live, until it is turned off', async () => {
    const { page } = mina;
    await page.goto(`/p/${studio.project}/review`);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Add video' }).click(),
    ]);
    await chooser.setFiles(clip);
    await page.waitForURL(/\/review\/[0-9a-f-]{36}$/);
    await page.getByTestId('play-button').waitFor();
    await page.locator('body').press('Shift+ArrowRight');
    await says(page, 'The umbrella comes first');

    const address = await makeLink(page);
    await guest.page.goto(address);
    await guest.page.getByLabel('Your name').fill('한지우');
    await guest.page.getByRole('button', { name: 'Open the video' }).click();
    await guest.page.getByTestId('comment-list').getByText('The umbrella comes first').waitFor();
    expect(new URL(guest.page.url()).hash).toBe('');
    await guest.page.getByTestId('feedback-marker-1').click();
    await until(
      async () => (await guest.page.getByTestId('video-timestamp').getAttribute('data-frame')) === '24',
      { what: 'the frame of the marker' },
    );
    await says(guest.page, '좋아요, 이대로 가요');
    await page.getByTestId('comment-list').getByText('좋아요, 이대로 가요').waitFor();
    await page.getByTestId('comment-list').getByText('External', { exact: true }).waitFor();
    // Among the faces, and as somebody from outside.
    await page.locator('button[data-person] [data-guest]').waitFor();

    // Whoever comes back is known.
    await guest.page.reload();
    await guest.page.getByTestId('comment-list').getByText('좋아요, 이대로 가요').waitFor();
    await guest.page.locator(FIELD).fill('Not sent yet');
    await page.getByRole('button', { name: /^Turn off/ }).click();
    await guest.page.getByText('This link does not work any more.').waitFor();
    // Nothing else is blamed for it, also where the film had not come yet.
    await guest.page.getByText('Link ended', { exact: true }).waitFor();
    expect(await guest.page.locator(FIELD).inputValue()).toBe('Not sent yet');
    await guest.page.reload();
    await guest.page.getByText('The link does not open the video any more.').waitFor();
    await guest.page.getByTestId('comment-list').getByText('좋아요, 이대로 가요').waitFor();
    await guest.page.goto('about:blank');
    await guest.page.goto(address);
    await guest.page.getByRole('heading', { name: 'This link does not open anything any more' }).waitFor();
    // The dialog of the links.
    await page.keyboard.press('Escape');
  });

  it('who only looks points at things too, on a phone by the menu that holds what has no room beside the time', async () => {
    const { page } = guest;
    await comeIn(page, await linkFor('viewer'), '한지우');
    await page.getByText('You can read the notes and not write any.').waitFor();
    await goTo(page, '24');
    await goTo(mina.page, '24');
    await page.getByRole('button', { name: 'More of the player' }).click();
    await page.getByRole('menuitemcheckbox', { name: /^Laser pointer/ }).waitFor();
    expect(await violationsOf(page, { notAsked: ['region'] })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('menuitemcheckbox', { name: 'Drawings of the frames around' }).click();
    await page.locator('[data-ghost="earlier"]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'More of the player' }).click();
    await page.getByRole('menuitemcheckbox', { name: /^Laser pointer/ }).click();
    const picture = (await page.getByTestId('laser-layer').boundingBox())!;
    const flag = mina.page.locator('[data-laser]').filter({ hasText: '한지우' });
    await until(
      async () => {
        // The glow fades; who points goes on until they are seen.
        await page.mouse.move(picture.x + Math.random() * picture.width, picture.y + picture.height / 2);
        return (await flag.count()) === 1;
      },
      { what: 'where the guest points' },
    );
  });

  it('[GL7] a guest who is asked into the project goes on as who they were: what they wrote is theirs to change', async () => {
    const { page } = await newVisitor(studio.browser, { baseURL: studio.server.url });
    await comeIn(page, await linkFor('reviewer'), '박서연');
    await says(page, 'The last shot is too dark');
    const invite = await inviteCode(studio.owner, studio.project, 'reviewer');
    await page.goto(`/join/${invite}`);
    await page.getByRole('checkbox', { name: 'I am 박서연, who was a guest at “골목 커피” here' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.locator('#sign-up-nickname').inputValue()).toBe('박서연');
    await fillSignUp(page, { name: '박서연', username: `seoyeon-${Date.now()}` });
    await page.waitForURL(`**/p/${studio.project}/plan`);
    await page.goto(new URL(mina.page.url()).pathname);
    const note = page
      .getByTestId('comment-list')
      .locator('article', { hasText: 'The last shot is too dark' });
    await note.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    // To the others they are a member, with that name beside what they wrote.
    const theirs = mina.page.getByTestId('comment-list').locator('article', { hasText: 'too dark' });
    await theirs.getByText('External', { exact: true }).waitFor({ state: 'detached' });
    const { body } = await studio.owner.call<{ guests: { joined: number } }>(
      'GET',
      `/projects/${studio.project}/insights`,
    );
    expect(body.guests.joined).toBe(1);
  });

  async function linkFor(role: 'viewer' | 'reviewer'): Promise<string> {
    const video = new URL(mina.page.url()).pathname.split('/').at(-1);
    const path = `/projects/${studio.project}/videos/${video}/links`;
    return (await studio.owner.call<{ url: string }>('POST', path, { role })).body.url;
  }
});

async function comeIn(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Open the video' }).click();
  await page.getByTestId('play-button').waitFor();
}

async function says(page: Page, words: string): Promise<void> {
  await page.locator(FIELD).fill(words);
  await page.getByTestId('submit-comment').click();
  await page.getByTestId('comment-list').getByText(words).waitFor();
}

/** The dialog stays open: the list is in it. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For whom').fill('클라이언트');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const field = dialog.getByLabel('The link is shown once: copy it now');
  await field.waitFor();
  await dialog.getByText('클라이언트').waitFor();
  return field.inputValue();
}
