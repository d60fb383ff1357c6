import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { settleOrigins } from './undo-origins.ts';

/** Runs in which plain Yjs leaves the two documents different for good, and some more. */
const SEEDS = [344, 436, 465, ...Array.from({ length: 60 }, (_, index) => index + 1)];

test('what an undo brings back stands in the same place for everybody', () => {
  for (const seed of SEEDS) {
    const { mine, theirs } = editAtRandom(seed, settleOrigins);
    expect(theirs, `seed ${seed}`).toBe(mine);
  }
});

test('without it Yjs puts it in two places: as long as this holds it is needed', () => {
  const { mine, theirs } = editAtRandom(344, () => undefined);
  expect(theirs).not.toBe(mine);
});

/** Two people at one page of paragraphs; one of them undoes and redoes. */
function editAtRandom(seed: number, prepare: typeof settleOrigins): { mine: string; theirs: string } {
  let state = seed * 7919;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  [a.clientID, b.clientID] = [1, 2];
  const wire = (from: Y.Doc, to: Y.Doc) =>
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') Y.applyUpdate(to, update, 'wire');
    });
  wire(a, b);
  wire(b, a);
  const [mine, theirs] = [a.getXmlFragment('page'), b.getXmlFragment('page')];
  const undo = new Y.UndoManager(mine, { trackedOrigins: new Set(['me']), captureTimeout: 1e9 });
  prepare(a, undo);
  a.transact(() => mine.insert(0, [paragraph('hello world'), paragraph('second line')]), 'me');

  for (let step = 0; step < 150 && mine.toString() === theirs.toString(); step++) {
    const own = random(3) > 0;
    const page = own ? mine : theirs;
    const what = random(own ? 9 : 3);
    if (own && random(3) === 0) undo.stopCapturing();
    (own ? a : b).transact(() => edit(page, what, own, step, random), own ? 'me' : 'they');
    if (own && what >= 6) undo.undo();
    else if (own && what === 5) undo.redo();
  }
  return { mine: mine.toString(), theirs: theirs.toString() };
}

function edit(
  page: Y.XmlFragment,
  what: number,
  own: boolean,
  step: number,
  random: (below: number) => number,
) {
  const many = page.length;
  const block = many > 0 ? (page.get(random(many)) as Y.XmlElement) : null;
  const text = block?.get(0);
  if (what === 0 && text instanceof Y.XmlText) text.insert(random(text.length + 1), own ? 'ME' : 'th');
  else if (what === 1 && text instanceof Y.XmlText && text.length > 2) {
    text.delete(random(text.length - 2), 1 + random(2));
  } else if (what === 2 && many > 1 && own) page.delete(random(many), 1);
  else if (what === 4 && many > 1) {
    const from = random(many);
    const copy = (page.get(from) as Y.XmlElement).clone();
    page.delete(from, 1);
    page.insert(random(page.length + 1), [copy]);
  } else if (what === 3) page.insert(random(many + 1), [paragraph(`new ${step}`)]);
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}
