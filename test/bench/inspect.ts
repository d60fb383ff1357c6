import * as Y from 'yjs';
import { inspect, judgeTouches, KINDS, type DocumentKind } from '@clapper/documents';
import { decodeUpdate } from '@clapper/server/src/sync/inspect-update.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';

const RECORDS = 5_000;
const UPDATES = 500;
/** A new shot has nine touches and every rule of the board: until Node has compiled them all, after some 700, it takes three times as long. */
const WARM_UP = 1_000;

const WRITER = { user: 'ana', name: 'Ana', role: 'editor' } as const;

/** What the guard adds to an edit: finding what it touches and judging that, in documents of 5,000 records. */
export async function inspection(): Promise<Row[]> {
  const shots = boardOf(RECORDS);
  const pages = planOf(RECORDS);
  return [
    row('a field of a shot set again', KINDS.board, shots, (doc, i) => {
      shotOf(doc, i).set('status', i % 2 === 0 ? 'review' : 'approved');
    }),
    row('a letter typed into a shot', KINDS.board, shots, (doc, i) => {
      const text = shotOf(doc, i).get('action') as Y.Text;
      text.insert(text.length, 'a');
    }),
    row('a letter typed into a page of 5,000 paragraphs', KINDS.plan, pages, (doc, i) => {
      const page = doc.getMap<Y.Map<unknown>>('stages').get('s')!.get('content') as Y.XmlFragment;
      ((page.get((i * 7) % RECORDS) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'a');
    }),
    row('a new shot', KINDS.board, shots, (doc, i) => addShot(doc, `new${i}`)),
  ];
}

function row(
  load: string,
  kind: DocumentKind,
  state: Uint8Array,
  edit: (doc: Y.Doc, i: number) => void,
): Row {
  const writer = new Y.Doc();
  Y.applyUpdate(writer, state);
  const server = new Y.Doc();
  Y.applyUpdate(server, state);
  const updates: Uint8Array[] = [];
  writer.on('update', (update: Uint8Array) => void updates.push(update));
  for (let i = 0; i < WARM_UP + UPDATES; i++) writer.transact(() => edit(writer, i));
  const times = updates.map((bytes) => {
    const update = decodeUpdate(bytes);
    const start = performance.now();
    const refusal = judgeTouches(kind, inspect(server, update), { ...WRITER, doc: server });
    const time = performance.now() - start;
    if (refusal !== null) throw new Error(`${load} was refused: ${refusal.reason} ${refusal.paths[0]}`);
    Y.applyUpdate(server, bytes);
    return time * 1_000;
  });
  const value = percentileOf(times.slice(WARM_UP), 0.95);
  return {
    bench: 'inspect',
    load,
    figure: 'p95 µs',
    values: { Clapper: value },
    bar: '≤ 100 µs',
    met: value <= 100,
  };
}

const shotOf = (doc: Y.Doc, i: number): Y.Map<unknown> =>
  doc.getMap<Y.Map<unknown>>('shots').get(`s${(i * 7) % RECORDS}`)!;

function addShot(doc: Y.Doc, id: string): void {
  const fields: [string, unknown][] = [
    ['place', { stage: 's', order: 'a0' }],
    ['status', 'draft'],
    ['createdBy', WRITER.user],
    ['createdAt', 1],
    ...['title', 'action', 'dialogue', 'notes'].map((key): [string, unknown] => [key, new Y.Text('words')]),
  ];
  doc.getMap('shots').set(id, new Y.Map(fields));
}

function boardOf(records: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < records; i++) addShot(doc, `s${i}`);
  });
  return Y.encodeStateAsUpdate(doc);
}

function planOf(paragraphs: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    const page = new Y.XmlFragment();
    doc.getMap('stages').set(
      's',
      new Y.Map<unknown>([
        ['place', { order: 'a0' }],
        ['content', page],
      ]),
    );
    page.insert(
      0,
      Array.from({ length: paragraphs }, () => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText('words on a page')]);
        return paragraph;
      }),
    );
  });
  return Y.encodeStateAsUpdate(doc);
}
