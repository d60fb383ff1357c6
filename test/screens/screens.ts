import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { joinedByEditor } from './company.ts';
import { STUDIO_ICS } from './studio-ics.ts';
import { keepEdits } from './kept-edits.ts';
import { DEMO_DAY, DEMO_SERIES_DAY, MANY_DAY } from './demo-calendar.ts';
import { linkTo, type Actor, type StageSet } from './stage-set.ts';

/** One picture: a page of the app in one of its states. Also what the accessibility test walks through. */
export interface Screen {
  name: string;
  /** Who looks; null: nobody is signed in. */
  actor: keyof Pick<StageSet, 'owner' | 'editor' | 'viewer' | 'newcomer'> | null;
  path: (set: StageSet) => string;
  /** After the page is there: opens a dialog, goes offline. */
  act?: (page: Page, words: Words, set: StageSet) => Promise<void>;
  /** Somebody else comes along, for as long as the page is open. */
  together?: true;
  /** What it opens stays open from page to page, until the app is loaded again. */
  staysOpen?: true;
  /** A page made narrow later shows something else than one that is opened there. */
  beginsOtherwiseOnPhone?: true;
}

/** The few words by which a screen is driven, in the language it is shown in. */
export interface Words {
  newProject: string;
  invite: string;
  account: string;
  switchProject: string;
  deleteProject: string;
  signIn: string;
  createAccount: string;
  history: string;
  version: string;
  restoreAll: string;
  authors: string;
  sendToOwner: string;
  rename: string;
  newEvent: string;
  deleteEvent: string;
  details: string;
  takeOver: string;
  exchange: string;
  guides: string;
  numbers: string;
  compare: string;
  storyboardPdf: string;
  importShots: string;
  addPictures: string;
  newShots: string;
  animatic: string;
  notesOut: string;
  notesIn: string;
  newNotes: string;
  /** Something that is said in many places of the demo. */
  lookedFor: string;
  subscribe: string;
  movedApart: string;
  share: string;
  filterNotes: string;
}

export const WORDS: Readonly<Record<'ko' | 'en', Words>> = {
  en: {
    newProject: 'New project',
    invite: 'Invite',
    account: 'Account',
    switchProject: 'Switch project',
    deleteProject: 'Delete project…',
    signIn: 'Sign in',
    createAccount: 'Create account',
    history: 'History',
    version: 'Before the client call',
    restoreAll: 'Restore all',
    authors: 'Who wrote this',
    sendToOwner: 'Send to the owner',
    rename: 'Rename',
    newEvent: 'New event',
    deleteEvent: 'Delete',
    details: 'Details',
    takeOver: 'Take over the new words',
    exchange: 'Import and export',
    guides: 'Guides',
    numbers: 'Numbers',
    compare: 'Compare',
    storyboardPdf: 'Storyboard as a PDF…',
    importShots: 'Import shots or a screenplay…',
    addPictures: 'Add pictures…',
    newShots: '2 new shots',
    animatic: 'Play as an animatic',
    notesOut: 'Export notes…',
    notesIn: 'Import notes…',
    newNotes: '2 new notes',
    lookedFor: 'water',
    subscribe: 'Subscribe',
    movedApart: 'Two people moved it',
    share: 'Share',
    filterNotes: 'Filter notes',
  },
  ko: {
    newProject: '새 프로젝트',
    invite: '초대',
    account: '계정',
    switchProject: '프로젝트 바꾸기',
    deleteProject: '프로젝트 삭제…',
    signIn: '로그인',
    createAccount: '계정 만들기',
    history: '기록',
    version: '클라이언트 통화 전',
    restoreAll: '전체 복원',
    authors: '누가 썼나',
    sendToOwner: '소유자에게 보내기',
    rename: '이름 바꾸기',
    newEvent: '일정',
    deleteEvent: '삭제',
    details: '세부 정보',
    takeOver: '새 문구 가져오기',
    exchange: '가져오기와 내보내기',
    guides: '가이드선',
    numbers: '번호',
    compare: '비교',
    storyboardPdf: '스토리보드 PDF…',
    importShots: '샷이나 시나리오 가져오기…',
    addPictures: '그림 넣기…',
    newShots: '새 샷 2개',
    animatic: '애니매틱으로 재생',
    notesOut: '노트 내보내기…',
    notesIn: '노트 가져오기…',
    newNotes: '새 노트 2개',
    lookedFor: '물',
    subscribe: '구독',
    movedApart: '두 사람이 옮겼습니다',
    share: '공유',
    filterNotes: '노트 걸러 보기',
  },
};

const demo = (page: string) => (set: StageSet) => `/p/${set.demo}/${page}`;
/** A month that stays what it is; without a view it opens as it does for a newcomer, on a phone as a list. */
const november = (view?: string) =>
  demo(`calendar?day=${DEMO_DAY}${view === undefined ? '' : `&view=${view}`}`);
/** Comes back after two hours: whatever happened in the project happened since. */
const beAway = async (page: Page) => {
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('clapper.here.')) localStorage.setItem(key, String(Date.now() - 2 * 60 * 60_000));
  });
  await page.reload();
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
};

const goOffline = async (page: Page) => {
  // The page itself is there: its code came over the network.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  // Chromium only freezes an open socket: the page is told as an operating system would.
  await page.context().setOffline(true);
};

const openHistory = async (page: Page, { history }: Words) => {
  await page.getByRole('button', { name: history, exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
};
const openVersion = async (page: Page, words: Words) => {
  await openHistory(page, words);
  await page.getByRole('button', { name: words.version }).click();
  await page.getByRole('dialog').getByRole('article').waitFor();
};
const fromExchange = async (page: Page, { exchange }: Words, item: string) => {
  await page.getByRole('button', { name: exchange, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
};
/** Beside the page, on a phone in its stead. */
const openInbox = async (page: Page) => {
  await page.locator('#inbox-bell').click();
  await page.locator('li[data-state]').first().waitFor();
};

const openFind = async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
};

const openSubscribe = async (page: Page, subscribe: string, item: number) => {
  await page.getByRole('button', { name: subscribe, exact: true }).click();
  await page.getByRole('menuitem').nth(item).click();
  await page.getByRole('dialog').waitFor();
};

/** Through a link of their own, so that nobody was there before; it can be taken back. */
const comeAsGuest = async (page: Page, set: StageSet) => {
  const link = await linkTo(set, '');
  await page.goto(link.path);
  await page.locator('input[name="name"]').fill('한지우');
  await page.locator('button[type="submit"]').click();
  await page.locator('[data-note]').first().waitFor();
  return link;
};

export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', actor: null, path: () => '/sign-in' },
  {
    name: 'sign-in-empty-fields',
    actor: null,
    path: () => '/sign-in',
    act: (page, { signIn }) => page.getByRole('button', { name: signIn, exact: true }).click(),
  },
  { name: 'sign-up', actor: null, path: () => '/sign-up' },
  {
    name: 'sign-up-errors',
    actor: null,
    path: () => '/sign-up',
    act: (page, { createAccount }) => page.getByRole('button', { name: createAccount, exact: true }).click(),
  },
  { name: 'join', actor: null, path: (set) => set.inviteUrl },
  { name: 'join-invalid', actor: null, path: () => '/join/nothing' },
  { name: 'join-signed-in', actor: 'newcomer', path: (set) => set.inviteUrl },
  { name: 'welcome', actor: 'newcomer', path: () => '/welcome' },
  { name: 'home-empty', actor: 'newcomer', path: () => '/' },
  { name: 'home', actor: 'owner', path: () => '/' },
  {
    name: 'home-create',
    actor: 'owner',
    path: () => '/',
    act: (page, { newProject }) => page.getByRole('button', { name: newProject }).click(),
  },
  {
    name: 'home-offline-copy',
    actor: 'owner',
    path: () => '/',
    act: async (page) => {
      await page.locator('li button[data-state]').first().click();
      await page.getByRole('switch').waitFor();
    },
  },
  { name: 'overview', actor: 'owner', path: demo('overview') },
  { name: 'overview-viewer', actor: 'viewer', path: demo('overview') },
  {
    name: 'overview-thread',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/overview?thread=${set.talk.project}`,
    act: (page) => page.locator('section[data-thread-card]').waitFor(),
  },
  {
    name: 'insights',
    actor: 'owner',
    path: demo('overview/insights'),
    act: (page) => page.getByRole('slider').waitFor(),
  },
  { name: 'insights-offline', actor: 'owner', path: demo('overview/insights'), act: goOffline },
  {
    name: 'overview-follow',
    actor: 'owner',
    path: demo('overview'),
    act: async (page) => {
      await page.locator('[data-follow]').click();
      await page.getByRole('menuitemradio').first().waitFor();
    },
  },
  { name: 'overview-empty', actor: 'owner', path: (set) => `/p/${set.many}/overview` },
  {
    name: 'inbox',
    actor: 'owner',
    path: () => '/inbox',
    act: (page) => page.locator('li[data-state]').first().waitFor(),
  },
  { name: 'inbox-empty', actor: 'newcomer', path: () => '/inbox' },
  { name: 'inbox-panel', actor: 'owner', path: demo('overview'), act: openInbox, staysOpen: true },
  { name: 'inbox-panel-plan', actor: 'owner', path: demo('plan'), act: openInbox, staysOpen: true },
  { name: 'inbox-panel-calendar', actor: 'owner', path: november(), act: openInbox, staysOpen: true },
  { name: 'plan', actor: 'owner', path: demo('plan') },
  { name: 'plan-offline', actor: 'owner', path: demo('plan'), act: goOffline },
  { name: 'plan-read-only', actor: 'viewer', path: demo('plan') },
  { name: 'plan-empty', actor: 'owner', path: (set) => `/p/${set.many}/plan` },
  { name: 'board', actor: 'owner', path: demo('board') },
  { name: 'board-offline', actor: 'owner', path: demo('board'), act: goOffline },
  {
    name: 'board-pdf',
    actor: 'owner',
    path: demo('board'),
    act: async (page, words) => {
      await fromExchange(page, words, words.storyboardPdf);
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'board-animatic',
    actor: 'owner',
    path: demo('board'),
    act: async (page, { animatic }) => {
      await page.getByRole('button', { name: animatic, exact: true }).click();
      await page.getByRole('dialog').locator('canvas').waitFor();
    },
  },
  {
    name: 'board-import',
    actor: 'owner',
    path: demo('board'),
    act: async (page, words) => {
      await fromExchange(page, words, words.importShots);
      const buffer = Buffer.from(
        '번호,단계,제목,내용,길이,사이즈\n8A,전,옥상의 우산,지민이 우산을 편다,3.5,WS\n9,결,The last cup,,long,CU\n',
      );
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: '콘티.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('dialog').getByText(words.newShots).waitFor();
    },
  },
  {
    name: 'board-import-pictures',
    actor: 'owner',
    path: demo('board'),
    act: async (page, words) => {
      await page.getByRole('button', { name: words.exchange, exact: true }).click();
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('menuitem', { name: words.addPictures }).click(),
      ]);
      const folder = new URL('pictures/', import.meta.url);
      const pictures = readdirSync(folder).filter((name) => name.endsWith('.webp'));
      await chooser.setFiles(
        ['03_wide.webp', '샷 7 낮.webp', 'IMG_2034.webp', '11.webp'].map((name, index) => ({
          name,
          mimeType: 'image/webp',
          buffer: readFileSync(new URL(pictures[index]!, folder)),
        })),
      );
      await page.getByRole('dialog').locator('img[src^="blob:"]').nth(3).waitFor();
    },
  },
  {
    name: 'board-picture',
    actor: 'editor',
    path: demo('board'),
    act: async (page, words) => {
      await page.locator('[data-picture] button').first().click();
      await page.getByRole('dialog').locator('img[src^="blob:"]').first().waitFor();
      await page.getByRole('button', { name: words.guides }).click();
    },
  },
  {
    name: 'board-picture-thread',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/board?thread=${set.pictureThread}`,
    act: async (page) => {
      const viewer = page.getByRole('dialog');
      await viewer.locator('section[data-thread-card]').waitFor();
      await viewer.locator('[data-pin]').first().waitFor();
    },
  },
  {
    name: 'board-numbers',
    actor: 'owner',
    path: demo('board'),
    act: async (page, words) => {
      await page.getByRole('button', { name: words.numbers, exact: true }).click();
      await page.getByText('1-1, 1-2, 2-1').waitFor();
    },
  },
  { name: 'board-locked', actor: 'owner', path: (set) => `/p/${set.past}/board` },
  { name: 'board-read-only', actor: 'viewer', path: demo('board') },
  { name: 'board-many', actor: 'owner', path: (set) => `/p/${set.many}/board` },
  { name: 'board-broken', actor: 'owner', path: (set) => `/p/${set.broken}/board` },
  { name: 'plan-thread', actor: 'owner', path: (set) => `/p/${set.demo}/plan?thread=${set.talk.words}` },
  {
    name: 'plan-thread-read-only',
    actor: 'viewer',
    path: (set) => `/p/${set.demo}/plan?thread=${set.talk.words}`,
  },
  {
    name: 'plan-made-shot',
    actor: 'owner',
    path: (set) => `/p/${set.past}/plan?shot=${set.madeShot}`,
    act: (page) => page.locator('[data-changed]').waitFor(),
  },
  {
    name: 'board-following',
    actor: 'owner',
    together: true,
    path: demo('board'),
    act: async (page, _words, set) => {
      await joinedByEditor(page, set, `/p/${set.demo}/board`);
      await page.locator(`[data-person="${set.editor.id}"]`).click();
      await page.locator('button[data-follow-keep]').waitFor();
    },
  },
  {
    name: 'plan-chips',
    actor: 'owner',
    path: (set) => `/p/${set.past}/plan?stage=${set.namingStage}`,
    act: async (page) => {
      await page.locator('.plan-chip[data-gone]').waitFor();
      await page
        .locator('.plan-prose > p')
        .last()
        .click({ position: { x: 1, y: 8 } });
      await page.keyboard.press('End');
      await page.keyboard.type('@');
      await page.getByRole('option').first().waitFor();
    },
  },
  // From here on the details stay open on this person's boards: on a phone they lie over the page.
  {
    name: 'board-made-shot',
    actor: 'owner',
    path: (set) => `/p/${set.past}/board?shot=${set.madeShot}`,
    act: async (page, { details, takeOver }) => {
      await page.locator('[data-shot][data-selected]').first().waitFor();
      const answer = page.getByRole('button', { name: takeOver });
      const opens = page.getByRole('button', { name: details, exact: true });
      if (!(await answer.isVisible()) && (await opens.getAttribute('aria-pressed')) !== 'true')
        await opens.click();
      await answer.waitFor();
    },
  },
  { name: 'board-thread', actor: 'owner', path: (set) => `/p/${set.demo}/board?thread=${set.talk.shot}` },
  { name: 'plan-history', actor: 'owner', path: (set) => `/p/${set.past}/plan`, act: openHistory },
  { name: 'plan-history-version', actor: 'owner', path: (set) => `/p/${set.past}/plan`, act: openVersion },
  {
    name: 'plan-history-restore',
    actor: 'owner',
    path: (set) => `/p/${set.past}/plan`,
    act: async (page, words) => {
      await openVersion(page, words);
      await page.getByRole('button', { name: words.restoreAll }).click();
    },
  },
  {
    name: 'plan-history-authors',
    actor: 'owner',
    path: (set) => `/p/${set.past}/plan`,
    act: async (page, words) => {
      await openHistory(page, words);
      await page.getByText(words.authors).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'plan-history-rename',
    actor: 'owner',
    path: (set) => `/p/${set.past}/plan`,
    act: async (page, words) => {
      await openVersion(page, words);
      await page.getByRole('button', { name: words.rename, exact: true }).click();
    },
  },
  { name: 'plan-history-empty', actor: 'viewer', path: demo('plan'), act: openHistory },
  { name: 'board-history-version', actor: 'editor', path: (set) => `/p/${set.past}/board`, act: openVersion },
  { name: 'calendar', actor: 'owner', path: november(), beginsOtherwiseOnPhone: true },
  { name: 'calendar-month', actor: 'editor', path: november('month') },
  { name: 'calendar-week', actor: 'owner', path: november('week') },
  { name: 'calendar-day', actor: 'owner', path: demo(`calendar?day=2026-11-26&view=day`) },
  { name: 'calendar-people', actor: 'owner', path: november('people') },
  { name: 'calendar-list', actor: 'owner', path: november('agenda') },
  { name: 'calendar-read-only', actor: 'viewer', path: november() },
  { name: 'calendar-offline', actor: 'owner', path: november(), act: goOffline },
  {
    name: 'calendar-empty',
    actor: 'owner',
    path: (set) => `/p/${set.many}/calendar?view=agenda&day=2031-05-01`,
  },
  {
    name: 'calendar-event',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/calendar?event=${set.events.shoot}`,
    act: async (page) => {
      await page.locator('[data-open]').first().waitFor();
      await page.locator('[data-thread-card]').waitFor();
    },
  },
  {
    name: 'calendar-new',
    actor: 'owner',
    path: november(),
    act: async (page, { newEvent }) => {
      await page.getByRole('button', { name: newEvent, exact: true }).click();
      await page.locator('input[type="date"]').first().waitFor();
    },
  },
  {
    name: 'calendar-delete',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/calendar?event=${set.events.series}@${DEMO_SERIES_DAY}`,
    act: async (page, { deleteEvent }) => {
      await page.getByRole('button', { name: deleteEvent, exact: true }).click();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'calendar-moved-apart',
    actor: 'owner',
    path: (set) => `/p/${set.past}/calendar?day=${DEMO_DAY}&view=month`,
    act: (page, { movedApart }) => page.getByRole('region', { name: movedApart }).waitFor(),
  },
  {
    name: 'calendar-subscribe',
    actor: 'viewer',
    path: november(),
    act: async (page, { subscribe }) => {
      await openSubscribe(page, subscribe, 0);
      // To make one, or another one; it comes with what is said about it.
      await page.getByRole('dialog').getByRole('paragraph').first().waitFor();
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('dialog').locator('input').waitFor();
    },
  },
  {
    name: 'calendar-import',
    actor: 'owner',
    path: november(),
    act: async (page, { subscribe }) => {
      await openSubscribe(page, subscribe, 3);
      await page
        .getByRole('dialog')
        .locator('input[type="file"]')
        .setInputFiles({
          name: 'studio.ics',
          mimeType: 'text/calendar',
          buffer: Buffer.from(STUDIO_ICS),
        });
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'calendar-import-none',
    actor: 'editor',
    path: november(),
    act: async (page, { subscribe }) => {
      await openSubscribe(page, subscribe, 3);
      await page
        .getByRole('dialog')
        .locator('input[type="file"]')
        .setInputFiles({
          name: 'notes.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('Call time 5:30'),
        });
      await page.getByRole('dialog').getByText('.ics').first().waitFor();
    },
  },
  { name: 'calendar-many', actor: 'owner', path: (set) => `/p/${set.many}/calendar?day=${MANY_DAY}` },
  {
    name: 'calendar-week-many',
    actor: 'owner',
    path: (set) => `/p/${set.many}/calendar?day=${MANY_DAY}&view=week`,
  },
  {
    name: 'calendar-broken',
    actor: 'owner',
    path: (set) => `/p/${set.broken}/calendar?day=${DEMO_DAY}&view=month`,
  },
  { name: 'reviews', actor: 'owner', path: demo('review') },
  { name: 'reviews-empty', actor: 'owner', path: (set) => `/p/${set.many}/review` },
  {
    name: 'review-room',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: (page) => page.locator('[data-note]').first().waitFor(),
  },
  {
    name: 'review-compare',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: async (page, { compare }) => {
      await page.getByRole('button', { name: compare, exact: true }).click();
      await page.getByTestId('compared-video').waitFor();
    },
  },
  {
    name: 'review-room-read-only',
    actor: 'viewer',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: (page) => page.locator('[data-note]').first().waitFor(),
  },
  {
    name: 'review-export',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: (page, words) => fromExchange(page, words, words.notesOut),
  },
  {
    name: 'review-import',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: async (page, words) => {
      await fromExchange(page, words, words.notesIn);
      const text = 'timestamp:4.5 조금 더 어둡게\ntimestamp:12 The sign could glow earlier\nno time here\n';
      await page
        .locator('input[type="file"]')
        .and(page.getByRole('dialog').locator('input'))
        .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page.getByRole('dialog').getByText(words.newNotes).waitFor();
    },
  },
  {
    name: 'review-filter',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: async (page, { filterNotes }) => {
      await page.getByRole('button', { name: filterNotes, exact: true }).click();
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'review-share',
    actor: 'owner',
    path: (set) => `/p/${set.demo}/review/${set.video}`,
    act: async (page, { share }) => {
      await page.getByRole('button', { name: share, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('listitem').first().waitFor();
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator('input[value*="/feedback/public/"]').waitFor();
    },
  },
  { name: 'guest-door', actor: null, path: (set) => set.guestUrl },
  { name: 'guest-closed', actor: null, path: () => '/feedback/public/nothing' },
  {
    name: 'guest-room',
    actor: null,
    path: (set) => set.guestUrl,
    act: async (page, _words, set) => void (await comeAsGuest(page, set)),
  },
  {
    name: 'guest-ended',
    actor: null,
    path: (set) => set.guestUrl,
    act: async (page, _words, set) => {
      const link = await comeAsGuest(page, set);
      await link.end();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'activity', actor: 'owner', path: demo('activity'), act: beAway },
  { name: 'members', actor: 'owner', path: demo('members') },
  { name: 'members-read-only', actor: 'viewer', path: demo('members') },
  { name: 'members-offline', actor: 'owner', path: demo('members'), act: goOffline },
  {
    name: 'members-invite',
    actor: 'owner',
    path: demo('members'),
    act: async (page, { invite }) => {
      await page.getByRole('button', { name: invite, exact: true }).click();
      await page.getByRole('dialog').locator('input').first().waitFor();
    },
  },
  { name: 'settings', actor: 'owner', path: demo('settings') },
  { name: 'settings-read-only', actor: 'viewer', path: demo('settings') },
  { name: 'settings-offline', actor: 'owner', path: demo('settings'), act: goOffline },
  {
    name: 'settings-delete',
    actor: 'owner',
    path: demo('settings'),
    act: (page, { deleteProject }) => page.getByRole('button', { name: deleteProject }).click(),
  },
  { name: 'account', actor: 'owner', path: () => '/account' },
  { name: 'admin', actor: 'owner', path: () => '/admin' },
  {
    name: 'admin-remove',
    actor: 'owner',
    path: () => '/admin',
    act: (page) => page.locator('section').last().getByRole('button').first().click(),
  },
  {
    name: 'account-menu',
    actor: 'owner',
    path: demo('members'),
    act: (page, { account }) => page.getByRole('button', { name: new RegExp(`^${account}: `) }).click(),
  },
  {
    name: 'project-menu',
    actor: 'owner',
    path: demo('members'),
    act: (page, { switchProject }) =>
      page
        .getByRole('button', { name: new RegExp(`^${switchProject}`) })
        .filter({ visible: true })
        .click(),
  },
  {
    name: 'ledger',
    actor: 'owner',
    path: demo('members'),
    act: (page) => page.locator('button[data-state]').first().click(),
  },
  {
    name: 'ledger-kept',
    actor: 'editor',
    path: demo('members'),
    act: async (page, { sendToOwner }) => {
      await keepEdits(page);
      await page.locator('button[data-tone]').click();
      await page.getByRole('button', { name: sendToOwner }).first().click();
      await page.getByRole('textbox').waitFor();
    },
  },
  {
    name: 'ledger-kept-copy',
    actor: 'owner',
    path: demo('members'),
    act: async (page) => {
      await keepEdits(page);
      await page.locator('button[data-tone]').click();
      await page.getByRole('blockquote').first().waitFor();
    },
  },
  { name: 'find', actor: 'owner', path: demo('members'), act: openFind },
  {
    name: 'find-hits',
    actor: 'viewer',
    path: demo('members'),
    act: async (page, { lookedFor }) => {
      await openFind(page);
      await page.keyboard.type(lookedFor);
      await page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'keyboard',
    actor: 'owner',
    path: demo('members'),
    act: (page) => page.keyboard.press('?'),
    staysOpen: true,
  },
  { name: 'not-found', actor: 'owner', path: () => '/nowhere' },
  { name: 'project-not-found', actor: 'newcomer', path: demo('plan') },
  { name: 'sheet', actor: null, path: () => '/sheet' },
];

export function actorOf(screen: Screen, set: StageSet): Actor | null {
  return screen.actor === null ? null : set[screen.actor];
}
