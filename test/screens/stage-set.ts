import { openDevice, type Device } from '@clapper/device';
import {
  addShot,
  addShotOfWords,
  appendContent,
  deleteShots,
  demoProject,
  fillDemo,
  lockNumbers,
  plainRange,
  readBoard,
  readStages,
  renameStage,
  setShots,
  setShotText,
  stageContent,
} from '@clapper/documents';
import { newId, projectDocument, type Language } from '@clapper/protocol';
import WebSocket from 'ws';
import type { BrowserContext } from 'playwright-core';
import * as Y from 'yjs';
import { until } from '../harness/wait.ts';
import { fillMany, fillNovember, type DemoCalendar } from './demo-calendar.ts';
import { hangDemoPictures, sendDemoPictures } from './demo-pictures.ts';
import { answerReview, listDemoVideos, reviewDemo, sendDemoFilms, showDemoCuts } from './demo-review.ts';
import { answerDemo, askAboutEvent, talkAboutDemo, talkAboutPictures, type DemoTalk } from './demo-talk.ts';
import { leaveApart, moveApart, type Apart } from './move-apart.ts';

/** Somebody with an account on the server, and how to ask the server as them. */
export interface Actor {
  id: string;
  name: string;
  login: string;
  password: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  token: string;
}

/** People and projects that show what each page can look like. */
export interface StageSet {
  owner: Actor;
  editor: Actor;
  viewer: Actor;
  /** Has an account and no project. */
  newcomer: Actor;
  /** The demo production, with everybody in it and threads on its first stage and shot. */
  demo: string;
  talk: DemoTalk;
  /** On a picture of its first shot. */
  pictureThread: string;
  /** Of the demo production, in November 2026. */
  events: DemoCalendar;
  /** 500 shots, and in March 2027 500 events. */
  many: string;
  /** One record of the board and one of the calendar are damaged. */
  broken: string;
  /** The demo production with a named version, what two people did since, and an event that both moved while apart. */
  past: string;
  /** A shot of it that was made of words of its plan, which somebody changed since. */
  madeShot: string;
  /** A stage of it whose last line names shots, one of them deleted, people and a day. */
  namingStage: string;
  /** Of the demo production: two cuts, and notes by several people. */
  video: string;
  /** Opens it without an account; nobody came through it. */
  guestUrl: string;
  inviteUrl: string;
}

const MANY = 500;
const PASSWORD = 'golmok coffee 0640';

/** `damage` writes what no device may: without it what is damaged is whole. */
export async function buildStageSet(
  base: string,
  language: Language,
  damage: ((documents: readonly string[]) => Promise<void>) | null,
): Promise<StageSet> {
  // Also on a server that ran before.
  const suffix = `${language}-${newId().slice(-6)}`;
  const owner = await signUp(base, '김하늘', `haneul-${suffix}`);
  const [editor, reviewer, viewer, newcomer] = await Promise.all([
    signUp(base, '이서진', `seojin-${suffix}`),
    signUp(base, '박도윤', `doyun-${suffix}`),
    signUp(base, 'Yuna Choi', `yuna-${suffix}`),
    signUp(base, '정민호', `minho-${suffix}`),
  ]);

  const { name, description } = demoProject(language);
  const demo = await createProject(owner, language, { name, description, deadline: '2026-11-27' });
  await withDocuments(base, owner, demo, (plan, board) => {
    fillDemo(plan, board, { language, by: owner.id, at: Date.now(), origin: 'stage set' });
  });
  for (const [actor, role] of [
    [editor, 'editor'],
    [reviewer, 'reviewer'],
    [viewer, 'viewer'],
  ] as const) {
    const { invite_code } = await owner.call<{ invite_code: string }>('POST', `/projects/${demo}/invite`, {
      role,
    });
    await actor.call('POST', '/projects/join', { invite_code });
  }
  await viewer.call('POST', `/projects/${demo}/access-requests`, { role: 'editor' });
  let talk: DemoTalk | null = null;
  await withDocuments(base, reviewer, demo, (plan, board, said) => {
    talk = talkAboutDemo({ plan, board, talk: said }, language, { by: reviewer.id, at: Date.now() });
  });
  let events: DemoCalendar | null = null;
  await withDocuments(base, owner, demo, (_plan, _board, said, calendar) => {
    answerDemo(said, talk!, language, { by: owner.id, at: Date.now() });
    const crew = { producer: owner.id, camera: editor.id, editor: reviewer.id };
    events = fillNovember(calendar, language, { by: owner.id, at: Date.now(), crew });
  });
  let pictureThread = '';
  const pictures = await sendDemoPictures(base, editor.token, projectDocument(demo, 'board'));
  await withDocuments(base, editor, demo, (plan, board, said) => {
    hangDemoPictures(plan, board, pictures, { by: editor.id, at: Date.now() });
    pictureThread = talkAboutPictures(board, said, language, { by: editor.id, at: Date.now() });
    askAboutEvent(said, events!.shoot, language, { by: editor.id, at: Date.now() });
  });

  const many = await createProject(owner, language, {
    name: language === 'ko' ? '긴 영화' : 'The long film',
  });
  await withDocuments(base, owner, many, (plan, board, _talk, calendar) => {
    fillMany(calendar, MANY, { by: owner.id, at: Date.now() });
    const { stages } = readStages(plan);
    board.transact(() => {
      for (let i = 0; i < MANY; i++) {
        const stage = stages[Math.floor((i / MANY) * stages.length)]?.id ?? '';
        addShot(
          board,
          { stage, before: null, by: owner.id, at: Date.now(), fields: { duration: 2 + (i % 5) } },
          'stage set',
        );
      }
    }, 'stage set');
  });

  const broken = await createProject(owner, language, {
    name: language === 'ko' ? '손상된 기록' : 'A damaged record',
  });
  await withDocuments(base, owner, broken, (plan, board, _talk, calendar) => {
    const crew = { producer: owner.id, camera: owner.id, editor: owner.id };
    fillNovember(calendar, language, { by: owner.id, at: Date.now(), crew });
    const [stage] = readStages(plan).stages;
    addShot(board, { stage: stage?.id ?? '', before: null, by: owner.id, at: Date.now() }, 'stage set');
  });
  await damage?.(['board', 'calendar'].map((kind) => projectDocument(broken, kind)));

  const video = await showVideos(base, { owner, reviewer }, demo, language);
  const guestUrl = await linkTo({ owner, demo, video }, language === 'ko' ? '클라이언트' : 'The client');
  const { past, madeShot, namingStage } = await createPast(base, owner, editor, language);

  const { url } = await owner.call<{ url: string }>('POST', `/projects/${demo}/invite`, { role: 'editor' });
  return {
    owner,
    editor,
    viewer,
    newcomer,
    demo,
    talk: talk!,
    pictureThread,
    events: events!,
    many,
    broken,
    past,
    madeShot,
    namingStage,
    video,
    guestUrl: guestUrl.path,
    inviteUrl: new URL(url).pathname,
  };
}

/** A link to the video of the demo: where it leads, and how it is taken back. */
export async function linkTo(
  { owner, demo, video }: Pick<StageSet, 'owner' | 'demo' | 'video'>,
  name: string,
): Promise<{ path: string; end: () => Promise<void> }> {
  const links = `/projects/${demo}/videos/${video}/links`;
  const { id, url } = await owner.call<{ id: string; url: string }>('POST', links, { name });
  const { pathname, hash } = new URL(url);
  return { path: pathname + hash, end: () => owner.call('DELETE', `${links}/${id}`) };
}

async function createPast(
  base: string,
  owner: Actor,
  editor: Actor,
  language: Language,
): Promise<Pick<StageSet, 'past' | 'madeShot' | 'namingStage'>> {
  const ko = language === 'ko';
  const past = await createProject(owner, language, { name: ko ? '지난 편집' : 'An earlier cut' });
  let apart: Omit<Apart, 'by' | 'at'> | null = null;
  await withDocuments(base, owner, past, (plan, board, _talk, calendar) => {
    fillDemo(plan, board, { language, by: owner.id, at: Date.now(), origin: 'stage set' });
    apart = leaveApart(calendar, language, { owner: owner.id, editor: editor.id });
    lockNumbers(board, readStages(plan).stages, { by: owner.id, at: Date.now() }, 'stage set');
  });
  for (const kind of ['plan', 'board']) {
    await owner.call('POST', `/projects/${past}/documents/${kind}/versions`, {
      name: ko ? '클라이언트 통화 전' : 'Before the client call',
    });
  }
  const { invite_code } = await owner.call<{ invite_code: string }>('POST', `/projects/${past}/invite`, {
    role: 'editor',
  });
  await editor.call('POST', '/projects/join', { invite_code });
  await withDocuments(base, editor, past, (plan, board, _talk, calendar) => {
    moveApart(calendar, { ...apart!, by: editor.id, at: Date.now() });
    const { stages } = readStages(plan);
    const [first, second] = stages;
    const page = stageContent(plan, first?.id ?? '');
    if (first === undefined || second === undefined || page === null) throw new Error('no stages');
    plan.transact(() => {
      page.delete(1, 1);
      const words = ko ? '라디오는 꺼져 있다. 비가 온다.' : 'The radio is off. It rains.';
      appendContent(page, [{ type: 'paragraph', content: [{ type: 'text', text: words }] }], 'stage set');
      renameStage(plan, second.id, ko ? '새 전개' : 'The pour', 'stage set');
    }, 'stage set');
    const [one, two, three] = readBoard(board, stages).shots;
    if (one === undefined || two === undefined || three === undefined) throw new Error('no shots');
    setShotText(board, one.id, 'title', ko ? '비 오는 골목' : 'The alley in the rain', 'stage set');
    setShots(board, [one.id], { size: 'EWS', duration: 4 }, 'stage set');
    deleteShots(board, [two.id], { by: editor.id, at: Date.now() }, 'stage set');
    const fields = { title: ko ? '우산' : 'An umbrella' };
    addShot(board, { stage: first.id, before: three.id, by: editor.id, at: Date.now(), fields }, 'stage set');
  });
  await owner.call('POST', `/projects/${past}/documents/plan/versions`, { reason: 'restore' });
  let madeShot: string | null = null;
  let namingStage: string | null = null;
  await withDocuments(base, editor, past, (plan, board) => {
    const [first] = readStages(plan).stages;
    const words = stageContent(plan, first?.id ?? '')
      ?.createTreeWalker((node) => node instanceof Y.XmlText)
      .next();
    if (first === undefined || !(words?.value instanceof Y.XmlText)) throw new Error('no words');
    const text = words.value;
    const range = plainRange({
      from: Y.createRelativePositionFromTypeIndex(text, 0, 0),
      to: Y.createRelativePositionFromTypeIndex(text, text.length, -1),
    });
    const act = { by: editor.id, at: Date.now() };
    madeShot = addShotOfWords(board, plan, { stage: first.id, before: null, range, ...act }, 'stage set');
    plan.transact(() => text.insert(text.toString().indexOf(' '), ko ? ' 새벽에' : ' early'), 'stage set');
    namingStage = nameThings(plan, board, owner, editor, language);
  });
  return { past, madeShot: madeShot!, namingStage: namingStage! };
}

function nameThings(plan: Y.Doc, board: Y.Doc, owner: Actor, editor: Actor, language: Language): string {
  const { stages } = readStages(plan);
  const { shots, deleted } = readBoard(board, stages);
  const stage = stages.at(-1)!.id;
  const ko = language === 'ko';
  const text = (words: string) => ({ type: 'text', text: words });
  const shot = ({ id, title }: (typeof shots)[number]) => ({
    type: 'shotChip',
    attrs: { shot: id, name: title },
  });
  const person = ({ id, name }: Actor) => ({ type: 'personChip', attrs: { person: id, name } });
  const content = [
    text(ko ? '컵이 비면 ' : 'When the cup is empty: '),
    shot(shots.at(-1)!),
    text(ko ? '로 끝난다. ' : '. '),
    shot(deleted[0]!),
    text(ko ? '은 빼고, ' : ' is out, '),
    person(editor),
    text(ko ? '님과 ' : ' and '),
    person(owner),
    text(ko ? '님이 ' : ' look at it on '),
    { type: 'dateChip', attrs: { date: '2026-11-26' } },
    text(ko ? '에 다시 본다.' : '.'),
  ];
  appendContent(stageContent(plan, stage)!, [{ type: 'paragraph', content }], 'stage set');
  return stage;
}

export async function signInOn(context: BrowserContext, actor: Actor): Promise<void> {
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('input[name="username"]').fill(actor.login);
  await page.locator('input[name="password"]').fill(actor.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.close();
}

async function signUp(base: string, nickname: string, username: string): Promise<Actor> {
  const email = `${username}@example.com`;
  const answer = await ask<{ user: { id: string }; access_token: string }>(base, 'POST', '/auth/register', {
    body: { username, email, password: PASSWORD, nickname },
  });
  const token = answer.access_token;
  return {
    id: answer.user.id,
    name: nickname,
    login: email,
    password: PASSWORD,
    token,
    call: (method, path, body) => ask(base, method, path, { body, token }),
  };
}

async function createProject(
  owner: Actor,
  language: Language,
  facts: { name: string; description?: string; deadline?: string },
): Promise<string> {
  const { id } = await owner.call<{ id: string }>('POST', '/projects', { id: newId(), language, ...facts });
  return id;
}

/** Writes as people's devices would, and waits until the server has it. */
async function showVideos(
  base: string,
  { owner, reviewer }: Pick<StageSet, 'owner'> & { reviewer: Actor },
  project: string,
  language: Language,
): Promise<string> {
  const hour = 60 * 60_000;
  const at = Date.now() - 3 * hour;
  let video = '';
  await withDocument(base, owner, projectDocument(project, 'media'), (media) => {
    video = listDemoVideos(media, language, { by: owner.id, at });
  });
  const document = projectDocument(project, 'review', video);
  const films = await sendDemoFilms(base, owner.token, document);
  const said = { by: owner.id, name: owner.name };
  await withDocument(base, owner, document, (review) => {
    showDemoCuts(review, language, films, { ...said, at });
  });
  await withDocument(base, reviewer, document, (review) => {
    reviewDemo(review, language, { by: reviewer.id, name: reviewer.name, at: at + 2 * hour });
  });
  await withDocument(base, owner, document, (review) => {
    answerReview(review, language, { ...said, at: at + 2.5 * hour });
  });
  return video;
}

/** A device for each: that the server has acknowledged something is known of the device, and not of a document. */
async function withDocument(
  base: string,
  actor: Actor,
  document: string,
  write: (doc: Y.Doc) => void,
): Promise<void> {
  const device = await deviceOf(base, actor);
  try {
    const ready = await device.open(document).ready();
    if (ready === undefined) throw new Error(`no ${document}`);
    write(ready.doc);
    await saved(device);
  } finally {
    await device.close();
  }
}

async function withDocuments(
  base: string,
  actor: Actor,
  project: string,
  write: (plan: Y.Doc, board: Y.Doc, talk: Y.Doc, calendar: Y.Doc) => void,
): Promise<void> {
  const device = await deviceOf(base, actor);
  try {
    const [plan, board, talk, calendar] = await Promise.all(
      ['plan', 'board', 'talk', 'calendar'].map((kind) =>
        device.open(projectDocument(project, kind)).ready(),
      ),
    );
    if (plan === undefined || board === undefined || talk === undefined || calendar === undefined)
      throw new Error('no documents');
    write(plan.doc, board.doc, talk.doc, calendar.doc);
    await saved(device);
  } finally {
    await device.close();
  }
}

function deviceOf(base: string, actor: Actor): Promise<Device> {
  return openDevice({
    server: base.replace('http', 'ws'),
    user: { id: actor.id, name: actor.name },
    token: () => Promise.resolve(actor.token),
    environment: { WebSocket: WebSocket as unknown as typeof globalThis.WebSocket },
  });
}

/** Without a local database the status says so for ever; the ledger knows what the server has. */
async function saved(device: Device): Promise<void> {
  await until(() => device.ledger.get().every(({ changes }) => changes === 0) && acknowledged(device), {
    what: 'the server to have everything',
    timeout: 30_000,
  });
}

/** At least one of the documents was written, and the server has said that it is on disk. */
function acknowledged(device: Device): boolean {
  return device.ledger.get().some(({ lastAcknowledgedAt }) => lastAcknowledgedAt !== null);
}

async function ask<T>(
  base: string,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string },
): Promise<T> {
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
