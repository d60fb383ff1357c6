import fc from 'fast-check';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from './browser.ts';
import { closeTab, edit, killTab, ready, until, type Person } from './people.ts';

/** What a story needs of a server, scripted or real. */
export interface Stage {
  browsers: Browser[];
  open(browser: Browser): Promise<Person>;
  cut(): void;
  /** Pushes are committed and nobody hears of it. */
  loseAnswers(lose: boolean): void;
  refuse(refuse: boolean): void | Promise<void>;
  /** The document as the server has it. */
  committed(): Promise<Y.Doc>;
}

export type Step =
  | { do: 'type'; tab: number; at: number; words: string }
  | { do: 'erase'; tab: number; at: number; length: number }
  | { do: 'mark'; tab: number; at: number; length: number; bold: boolean }
  | { do: 'set'; tab: number; key: string; value: number }
  | { do: 'plug'; browser: number; online: boolean }
  | { do: 'cut' }
  | { do: 'lose'; answers: boolean }
  | { do: 'reload'; tab: number }
  | { do: 'kill'; tab: number }
  | { do: 'hide'; tab: number; hidden: boolean }
  | { do: 'freeze'; tab: number; frozen: boolean }
  | { do: 'refuse'; on: boolean }
  | { do: 'breathe'; turns: number };

const tab = fc.nat(3);
const at = fc.nat(40);
/** One step; with refusals the server now and then takes nothing. */
export const anyStep = (refusals: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('type' as const),
        tab,
        at,
        words: fc.constantFrom('a', 'bc', '한글', '🎬', ' word '),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('erase' as const),
        tab,
        at,
        length: fc.integer({ min: 1, max: 5 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('mark' as const),
        tab,
        at,
        length: fc.integer({ min: 1, max: 8 }),
        bold: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('set' as const),
        tab,
        key: fc.constantFrom('x', 'y'),
        value: fc.nat(9),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('plug' as const), browser: fc.nat(1), online: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), answers: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), tab }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), tab }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('hide' as const), tab, hidden: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('freeze' as const), tab, frozen: fc.boolean() }),
    },
    ...(refusals
      ? [{ weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), on: fc.boolean() }) }]
      : []),
    { weight: 5, arbitrary: fc.record({ do: fc.constant('breathe' as const), turns: fc.nat(6) }) },
  );

/** Words that are all different, and never erased: whoever loses one is found out. */
export function wordSteps(refusals: boolean): fc.Arbitrary<Step[]> {
  let count = 0;
  // Put at the end, so that a later word never splits an earlier one.
  const word = tab.map((tab): Step => ({ do: 'type', tab, at: Infinity, words: `<${count++}>` }));
  const other = anyStep(refusals).filter((step) => !['erase', 'kill', 'type'].includes(step.do));
  const step = fc.oneof({ weight: 6, arbitrary: word }, { weight: 4, arbitrary: other });
  return fc.array(step, { minLength: 10, maxLength: 60 });
}

/** Lets two devices with two tabs each live through the steps, then checks that all hold the same and nothing waits. */
export async function runStory(steps: readonly Step[], stage: Stage): Promise<void> {
  const { browsers } = stage;
  const tabs: Person[] = [];
  for (let i = 0; i < 4; i++) {
    tabs.push(await stage.open(browsers[i % 2]!));
    await tabs[i]!.handle.ready();
  }
  for (const step of steps) await take(step, stage, tabs);

  stage.loseAnswers(false);
  await stage.refuse(false);
  for (const person of tabs) show(person);
  for (const browser of browsers) browser.setOnline(true);
  await settled(tabs);
  const doc = await stage.committed();
  await until(() => {
    for (const person of tabs) {
      expect(content(ready(person).doc)).toEqual(content(doc));
      expect(ready(person).live).toBe(true);
      expect(person.device.status.get()).toEqual({ state: 'saved' });
      expect(person.device.ledger.get()).toMatchObject([{ changes: 0, state: 'saved', code: null }]);
      expect(ready(person).doc.store.pendingStructs).toBeNull();
    }
  }, 12_000);
  // Every word is in the document or among the kept ones, unless somebody erased it or its tab died.
  if (!steps.some((step) => step.do === 'erase' || step.do === 'kill')) {
    const typed = steps.flatMap((step) =>
      step.do === 'type' && step.words.startsWith('<') ? [step.words] : [],
    );
    await until(() => {
      const words = doc.getText('text').toString() + keptWords(tabs);
      expect(typed.filter((word) => !words.includes(word))).toEqual([]);
    });
  }
  // What is on disk is what is shown.
  for (const browser of browsers) {
    const fresh = await stage.open(browser);
    await fresh.handle.ready();
    expect(content(ready(fresh).doc)).toEqual(content(doc));
    await closeTab(fresh);
  }
}

async function take(step: Step, stage: Stage, tabs: Person[]): Promise<void> {
  switch (step.do) {
    case 'type':
    case 'erase':
    case 'mark': {
      edit(tabs[step.tab]!, (doc) => {
        const text = doc.getText('text');
        const at = boundary(text, step.at);
        if (step.do === 'type') return text.insert(at, step.words);
        const length = boundary(text, at + step.length) - at;
        if (length === 0) return;
        if (step.do === 'erase') text.delete(at, length);
        else text.format(at, length, { bold: step.bold ? true : null });
      });
      break;
    }
    case 'set':
      edit(tabs[step.tab]!, (doc) => doc.getMap('map').set(step.key, step.value));
      break;
    case 'plug':
      stage.browsers[step.browser]!.setOnline(step.online);
      break;
    case 'cut':
      stage.cut();
      break;
    case 'lose':
      stage.loseAnswers(!step.answers);
      break;
    case 'refuse':
      await stage.refuse(step.on);
      break;
    case 'reload':
    case 'kill': {
      const person = tabs[step.tab]!;
      await (step.do === 'reload' ? closeTab(person) : killTab(person));
      tabs[step.tab] = await stage.open(stage.browsers[step.tab % 2]!);
      // With nothing local and the net away there is nothing to wait for.
      await until(() => tabs[step.tab]!.handle.state.get().phase !== 'loading');
      if (tabs[step.tab]!.handle.state.get().phase !== 'ready') {
        stage.browsers[step.tab % 2]!.setOnline(true);
        await tabs[step.tab]!.handle.ready();
      }
      break;
    }
    case 'hide':
      tabs[step.tab]!.tab.hidden = step.hidden;
      break;
    case 'freeze':
      if (step.frozen) tabs[step.tab]!.tab.frozen = true;
      else show(tabs[step.tab]!);
      break;
    case 'breathe':
      for (let i = 0; i < step.turns; i++) await new Promise((resolve) => setTimeout(resolve, 0));
      break;
    default:
      step satisfies never;
  }
}

/** Looked at again, whatever was done to it. */
function show({ tab }: Person): void {
  tab.hidden = false;
  tab.thaw();
  for (const listener of tab.visible) listener();
}

/** What a server holds can only be compared once nobody has anything left to send. */
async function settled(tabs: readonly Person[]): Promise<void> {
  await until(() => {
    for (const person of tabs) {
      expect(ready(person).live).toBe(true);
      expect(person.device.status.get()).toEqual({ state: 'saved' });
    }
  }, 12_000);
}

function keptWords(tabs: readonly Person[]): string {
  return tabs.flatMap((person) => person.device.kept.get().map((kept) => kept.text)).join('\n');
}

/** Editors never split a surrogate pair, and Yjs spoils one that is. */
function boundary(text: Y.Text, at: number): number {
  const words = text.toString();
  const end = Math.min(at, words.length);
  return end < words.length && /[\udc00-\udfff]/.test(words.charAt(end)) ? end - 1 : end;
}

/** Canonical: text with its marks, maps with sorted keys, and what everybody wrote. */
function content(doc: Y.Doc): unknown {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  return {
    text: doc.getText('text').toDelta(),
    map: Object.entries(doc.getMap('map').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
    vector: [...vector].sort(([a], [b]) => a - b),
  };
}
