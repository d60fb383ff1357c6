import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@clapper/protocol';
import { fillSignIn, fillSignUp, NETWORK_AWAY, signInAs, unprovoked } from '../harness/app.ts';
import { newVisitor } from '../harness/browser.ts';
import { signUp, type Account } from '../harness/people.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';
import { openStudio, type Studio } from './studio.ts';

// What is wrong is said in one sentence, in the person's language, at the place where it was written.
const SENTENCES = {
  en: {
    locale: 'en-GB',
    tooLong: 'This is too long.',
    username: 'No spaces and no @, at most 50 characters.',
    password: 'At least 10 characters.',
    taken: 'This is taken already.',
    credentials: 'The name or the password is not right.',
    away: 'The server cannot be reached or cannot store at the moment.',
    invite: 'This invite link is not valid any more. Ask for a new one.',
    project: 'The page does not exist, or you are not a member of its project.',
    newProject: 'New project',
    projectName: 'Name',
    createProject: 'Create project',
  },
  ko: {
    locale: 'ko-KR',
    tooLong: '너무 깁니다.',
    username: '공백과 @ 없이 50자까지 쓸 수 있습니다.',
    password: '10자 이상이어야 합니다.',
    taken: '이미 사용 중입니다.',
    credentials: '이름이나 비밀번호가 맞지 않습니다.',
    away: '지금은 서버에 연결할 수 없거나 서버가 저장하지 못합니다.',
    invite: '더 이상 쓸 수 없는 초대 링크입니다. 새 링크를 받아 주세요.',
    project: '페이지가 없거나 그 프로젝트의 멤버가 아닙니다.',
    newProject: '새 프로젝트',
    projectName: '이름',
    createProject: '프로젝트 만들기',
  },
} as const;

/** Chromium notes every answer that is not a success. */
const REFUSED = /status of 4\d\d/;

let studio: Studio;
let proxy: Proxy;
let account: Account;
beforeAll(async () => {
  studio = await openStudio();
  proxy = await startProxy(studio.server.url);
  account = await signUp(studio.server.url, 'Jun');
}, 60_000);
afterEach(() => proxy.mend());
afterAll(async () => {
  await proxy.close();
  await studio.close();
});

/** What the page says is wrong, each sentence once. */
async function said(page: Page, sentence: string): Promise<void> {
  await page.getByText(sentence, { exact: true }).first().waitFor();
  expect(await page.getByText(sentence, { exact: true }).filter({ visible: true }).count()).toBe(1);
}

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  const words = SENTENCES[language];
  const visit = () => newVisitor(studio.browser, { baseURL: proxy.url, locale: words.locale });

  test('signing up: a field too long, a password too short, a name that is taken', async () => {
    const { page, context, complaints } = await visit();
    await page.goto('/sign-up');
    await fillSignUp(page, { name: 'J'.repeat(500), username: 'jun', password: 'correct horse' });
    await said(page, words.tooLong);
    await fillSignUp(page, { name: 'Jun', username: 'j'.repeat(51), password: 'correct horse' });
    await said(page, words.username);
    await fillSignUp(page, { name: 'Jun', username: 'jun', password: 'short' });
    await said(page, words.password);
    await fillSignUp(page, { name: 'Jun', username: account.login.toUpperCase() });
    await page.getByText(words.taken, { exact: true }).first().waitFor();
    // What was filled in stands there to be corrected.
    expect(await page.locator('#sign-up-nickname').inputValue()).toBe('Jun');
    expect(new URL(page.url()).pathname).toBe('/sign-up');
    expect(unprovoked(complaints, REFUSED)).toEqual([]);
    await context.close();
  });

  test('signing in: a wrong password, an unknown name, and a server that is gone meanwhile', async () => {
    const { page, context, complaints } = await visit();
    await page.goto('/sign-in');
    await page.locator('input[name="username"]').waitFor();
    await fillSignIn(page, { login: account.login, password: 'not the password' });
    await said(page, words.credentials);
    await fillSignIn(page, { login: `nobody-${newId()}`, password: 'not the password' });
    await said(page, words.credentials);
    proxy.cut();
    await fillSignIn(page, account);
    await said(page, words.away);
    // And once it is back, the same form signs in.
    proxy.mend();
    await page.locator('button[type="submit"]').click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(unprovoked(complaints, REFUSED, NETWORK_AWAY)).toEqual([]);
    await context.close();
  });

  test('an invite link with a wrong code', async () => {
    const { page, context, complaints } = await visit();
    await page.goto('/join/wrong-code');
    await said(page, words.invite);
    expect(unprovoked(complaints, REFUSED)).toEqual([]);
    await context.close();
  });

  test('an unknown project, one whose address is no id, and a project’s name that is too long', async () => {
    const { page, context, complaints } = await signInAs(studio.browser, proxy.url, studio.owner, {
      locale: words.locale,
    });
    for (const id of [newId(), 'nothing']) {
      await page.goto(`/p/${id}/plan`);
      await said(page, words.project);
    }
    await page.goto('/');
    await page.getByRole('button', { name: words.newProject }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.projectName, { exact: true }).fill('n'.repeat(2_000));
    await dialog.getByRole('button', { name: words.createProject }).click();
    await said(page, words.tooLong);
    expect(unprovoked(complaints, REFUSED)).toEqual([]);
    await context.close();
  });
});
