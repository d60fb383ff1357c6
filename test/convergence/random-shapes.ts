import * as Y from 'yjs';
import type { Random } from '../harness/random.ts';

/** One transaction of anything that Yjs can hold, nested three deep, wanted by a document kind or not. */
export function scribble(doc: Y.Doc, random: Random): void {
  doc.transact(() => {
    for (let times = 1 + random.below(3); times > 0; times--) write(doc, random);
  }, 'typing');
}

function write(doc: Y.Doc, random: Random): void {
  const records = doc.getMap<unknown>('records');
  const id = `r${random.below(5)}`;
  const record = records.get(id);
  switch (random.below(12)) {
    case 0:
      return void records.set(id, newRecord(random));
    case 1:
      return void (random.chance(0.3) ? records.delete(id) : records.set(id, plain(random)));
    case 2:
      return insert(doc.getText('text'), random);
    case 3:
      return writeList(doc.getArray<unknown>('list'), random);
    case 4:
      return writePage(doc.getXmlFragment('page'), random);
    case 5:
      return writeMap(doc.getMap('flat'), random);
    default:
      if (record instanceof Y.Map) writeMap(record as Y.Map<unknown>, random);
      else records.set(id, newRecord(random));
  }
}

function newRecord(random: Random): Y.Map<unknown> {
  const record = new Y.Map<unknown>([['size', plain(random)]]);
  for (const [key, type] of [
    ['title', () => new Y.Text('words')],
    ['page', () => new Y.XmlFragment()],
    ['tags', () => Y.Array.from([1, 'two'])],
    ['inner', () => new Y.Map<unknown>([['a', 1]])],
  ] as const) {
    if (random.chance(0.7)) record.set(key, type());
  }
  return record;
}

function writeMap(map: Y.Map<unknown>, random: Random): void {
  const key = random.pick(['size', 'title', 'page', 'tags', 'inner', 'a']);
  const value = map.get(key);
  if (random.chance(0.7)) {
    if (value instanceof Y.XmlFragment) return writePage(value, random);
    if (value instanceof Y.Text) return insert(value, random);
    if (value instanceof Y.Array) return writeList(value as Y.Array<unknown>, random);
    if (value instanceof Y.Map) return writeMap(value as Y.Map<unknown>, random);
  }
  if (random.chance(0.25)) return map.delete(key);
  map.set(key, random.chance(0.3) ? newRecord(random) : plain(random));
}

function plain(random: Random): unknown {
  switch (random.below(12)) {
    case 0:
      return new Uint8Array([1, random.below(200)]);
    case 1:
      return new Y.Doc({ guid: `doc${random.below(9)}` });
    case 2:
      return null;
    case 3:
      return { at: random.below(9), by: 'me' };
    default:
      return random.below(1_000);
  }
}

function insert(text: Y.Text, random: Random): void {
  const at = random.below(text.length + 1);
  switch (random.below(5)) {
    case 0:
      return deleteSome(text, random);
    case 1:
      return text.length === 0 ? undefined : format(text, random);
    case 2:
      return text.insertEmbed(at, random.chance(0.5) ? { image: 1 } : new Y.Map([['embedded', 1]]));
    default:
      return text.insert(
        at,
        'abcdefgh'.slice(random.below(8)),
        random.chance(0.2) ? { bold: true } : undefined,
      );
  }
}

function format(text: Y.Text, random: Random): void {
  const at = random.below(text.length);
  const length = Math.min(1 + random.below(6), text.length - at);
  text.format(at, length, { [random.pick(['bold', 'italic'])]: random.chance(0.5) ? true : null });
}

function deleteSome(
  list: { length: number; delete(at: number, length: number): void },
  random: Random,
): void {
  if (list.length === 0) return;
  const at = random.below(list.length);
  list.delete(at, Math.min(1 + random.below(4), list.length - at));
}

function writeList(list: Y.Array<unknown>, random: Random): void {
  if (random.chance(0.25)) return deleteSome(list, random);
  const at = random.below(list.length + 1);
  const one = at < list.length ? list.get(at) : null;
  if (one instanceof Y.Map && random.chance(0.5)) return writeMap(one as Y.Map<unknown>, random);
  list.insert(at, [random.chance(0.3) ? newRecord(random) : plain(random)]);
}

function writePage(page: Y.XmlFragment, random: Random): void {
  if (random.chance(0.2)) return deleteSome(page, random);
  const at = random.below(page.length + 1);
  const one = at < page.length ? page.get(at) : null;
  if (one instanceof Y.XmlText) return insert(one, random);
  if (one instanceof Y.XmlElement) {
    if (random.chance(0.5)) return writePage(one, random);
    if (random.chance(0.3)) return one.removeAttribute('level');
    return one.setAttribute('level', String(random.below(3)));
  }
  const element = new Y.XmlElement(random.pick(['paragraph', 'heading']));
  if (random.chance(0.5)) element.insert(0, [new Y.XmlText('page')]);
  page.insert(at, [random.chance(0.3) ? new Y.XmlText('text') : element]);
}
