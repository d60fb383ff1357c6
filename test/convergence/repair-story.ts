import * as Y from 'yjs';
import { expect } from 'vitest';
import type { Browser } from '../../packages/device/src/testing/browser.ts';
import {
  closeTab,
  edit,
  killTab,
  ready,
  until,
  type Person as Tab,
} from '../../packages/device/src/testing/people.ts';
import type { Random } from '../harness/random.ts';
import { replicaOf } from '../harness/replica.ts';

/** An update of more bytes than this is refused by the server of these stories. */
export const REFUSED_BYTES = 400;
const PADDING = '✗'.repeat(REFUSED_BYTES);

/** What a story needs: tabs of two people, and a server that refuses what is long. */
export interface RepairStage {
  /** One browser of each person. */
  browsers: readonly [Browser, Browser];
  open(browser: Browser): Promise<Tab>;
  cut(): void;
  loseAnswers(lose: boolean): void;
  /** Whether the first person may write. */
  mayWrite: ((may: boolean) => Promise<void>) | null;
  committed(): Promise<Y.Doc>;
}

interface Word {
  text: string;
  refused: boolean;
  /** The record it stands in; '' for the text. */
  record: string;
  /** Somebody deleted it, with an edit that was not itself refused. */
  erased: boolean;
}

interface Story {
  stage: RepairStage;
  random: Random;
  tabs: Tab[];
  words: Word[];
  /** Records by id, and whether the edit that made them is refused. */
  records: Map<string, boolean>;
  next: number;
  /** Decides what happens between two steps; a seed's steps stay what they were. */
  between: Random;
}

type Records = Y.Map<Y.Map<Y.Text>>;

/**
 * Two tabs of one person and one of another write at the same time, each now and then something that is refused,
 * with a network that breaks and pages that are reloaded. Then: every replica is the server's, nothing waits, no
 * word is lost or doubled, no refused one is left anywhere, and each of those is in a kept edit.
 */
export async function runRepairStory(stage: RepairStage, random: Random, between: Random): Promise<void> {
  const story: Story = { stage, random, tabs: [], words: [], records: new Map(), next: 0, between };
  try {
    await tellStory(story);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${why}\n${story.tabs.map(stateOf).join('\n')}`, { cause });
  }
}

/** How a tab stands, where a story ends badly. */
function stateOf({ device, handle }: Tab, i: number): string {
  const row = device.ledger.get().find(({ document }) => document === handle.document);
  const { phase, ...shown } = handle.state.get();
  const { access, generation } = 'doc' in shown ? shown : { access: null, generation: null };
  const facts = { status: device.status.get(), connection: device.connection.get(), row, access, generation };
  return `tab ${i} ${phase}: ${JSON.stringify(facts)}`;
}

async function tellStory(story: Story): Promise<void> {
  const { stage, random, between } = story;
  const [mine, theirs] = stage.browsers;
  for (const browser of [mine, mine, theirs]) {
    const tab = await stage.open(browser);
    await tab.handle.ready();
    story.tabs.push(tab);
  }
  const steps = 12 + random.below(20);
  for (let i = 0; i < steps; i++) {
    await step(story);
    if (between.chance(0.1)) await interlude(story);
  }
  hearAgain(stage);
  await stage.mayWrite?.(true);
  for (const browser of stage.browsers) browser.setOnline(true);
  await check(story);
  for (const tab of story.tabs) await closeTab(tab);
}

async function step(story: Story): Promise<void> {
  const { stage, random, tabs } = story;
  const dice = random.below(stage.mayWrite === null ? 30 : 32);
  const tab = random.pick(tabs);
  if (dice < 12) write(story, tab, false);
  else if (dice < 16) write(story, tab, true);
  else if (dice < 18) makeRecord(story, tab, random.chance(0.5));
  else if (dice < 20) erase(story, tab);
  else if (dice < 21) stage.cut();
  else if (dice < 23) random.pick(stage.browsers).setOnline(random.chance(0.5));
  else if (dice < 24) {
    if (random.chance(0.5)) stage.loseAnswers(true);
    else hearAgain(stage);
  } else if (dice < 25) await reload(story, random.below(tabs.length));
  else if (dice < 30) for (let turns = random.below(8); turns > 0; turns--) await turn();
  else await stage.mayWrite?.(random.chance(0.4));
}

/** An answer that was lost is lost with its connection. */
function hearAgain(stage: RepairStage): void {
  stage.loseAnswers(false);
  stage.cut();
}

function write(story: Story, tab: Tab, refused: boolean): void {
  const { random } = story;
  edit(tab, (doc) => {
    const records = doc.getMap('records') as Records;
    const ids = [...records.keys()].sort();
    const record = ids.length > 0 && random.chance(0.3) ? random.pick(ids) : '';
    const text = record === '' ? doc.getText('text') : records.get(record)!.get('text')!;
    const word: Word = { text: `<${story.next++}>`, refused, record, erased: false };
    story.words.push(word);
    // Words stay whole, so that one can look for them.
    const borders = [0, ...[...text.toJSON().matchAll(/>/g)].map((match) => match.index + 1)];
    text.insert(random.pick(borders), refused ? `${word.text}${PADDING}>` : word.text);
    if (random.chance(0.2)) doc.getMap('keys').set(random.pick(['a', 'b']), word.text);
  });
}

function makeRecord(story: Story, tab: Tab, refused: boolean): void {
  const id = `r${story.next++}`;
  story.records.set(id, refused);
  edit(tab, (doc) => {
    const title = new Y.Text(`{${id}}${refused ? PADDING : ''}>`);
    (doc.getMap('records') as Records).set(id, new Y.Map<Y.Text>([['text', title]]));
  });
}

function erase(story: Story, tab: Tab): void {
  const { random, words } = story;
  edit(tab, (doc) => {
    const text = doc.getText('text');
    const shown = words.filter((word) => text.toJSON().includes(word.text));
    if (shown.length === 0) return;
    const word = random.pick(shown);
    word.erased = true;
    text.delete(text.toJSON().indexOf(word.text), word.text.length);
  });
}

/** Somebody looks at a page again; or it is gone without a goodbye, with nothing that was in its memory alone. */
async function interlude(story: Story): Promise<void> {
  const { tabs, between } = story;
  const index = between.below(tabs.length);
  const { tab, device } = tabs[index]!;
  if (between.chance(0.5)) for (const look of tab.visible) look();
  else if (!device.onlyInMemory()) await reload(story, index, killTab);
}

async function reload(story: Story, index: number, end = closeTab): Promise<void> {
  const { stage, tabs } = story;
  const browser = index === 2 ? stage.browsers[1] : stage.browsers[0];
  await end(tabs[index]!);
  const tab = (tabs[index] = await stage.open(browser));
  // Ended before its copy was stored, it has nothing to show: on a line that hears nothing it waits until that is noticed.
  await until(() => tab.handle.state.get().phase !== 'loading', 60_000);
  if (tab.handle.state.get().phase !== 'ready') {
    browser.setOnline(true);
    hearAgain(stage);
    await tab.handle.ready();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function check({ stage, tabs, words, records }: Story): Promise<void> {
  await until(() => {
    for (const tab of tabs) {
      expect(ready(tab).live).toBe(true);
      expect(ready(tab).access.write).toBe(true);
      expect(tab.device.status.get()).toEqual({ state: 'saved' });
    }
    // A tab whose edit waits for one of another tab asks ever less often.
  }, 60_000);
  const committed = await stage.committed();
  await until(() => {
    for (const tab of tabs) expect(replicaOf(ready(tab).doc)).toEqual(replicaOf(committed));
  });
  expect(replicaOf(committed).parked).toBe(false);
  const everything = `${committed.getText('text').toJSON()} ${JSON.stringify(committed.getMap('records').toJSON())} ${JSON.stringify(committed.getMap('keys').toJSON())}`;
  expect(everything).not.toContain('✗');
  const shown = committed.getText('text').toJSON();
  const shownRecords = committed.getMap('records').toJSON() as Record<string, { text: string }>;
  for (const [id, refused] of records) if (refused) expect(Object.keys(shownRecords)).not.toContain(id);
  for (const { text, refused, record, erased } of words) {
    const where = record === '' ? shown : (shownRecords[record]?.text ?? '');
    const times = where.split(text).length - 1;
    const falls = refused || records.get(record) === true;
    expect(times, `${text} at most once`).toBeLessThanOrEqual(1);
    if (falls) expect(times, `${text} was refused`).toBe(0);
    else if (!erased && stage.mayWrite === null) expect(times, `${text} is independent`).toBe(1);
  }
  await until(() => {
    const kept = tabs.flatMap((tab) => tab.device.kept.get().map(({ text }) => text)).join('\n');
    for (const { text, erased } of words)
      if (!erased) expect(everything + kept, `${text} is somewhere`).toContain(text);
  });
  // Nothing of it is only in memory: what is on disk is what is shown.
  const fresh = await stage.open(stage.browsers[0]);
  await fresh.handle.ready();
  expect(replicaOf(ready(fresh).doc).content).toEqual(replicaOf(committed).content);
  await closeTab(fresh);
  committed.destroy();
}
