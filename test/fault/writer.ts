import type * as Y from 'yjs';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import type { Account } from '../harness/people.ts';
import type { Random } from '../harness/random.ts';
import { WireRecord } from '../harness/wire-record.ts';

/** Somebody who types steadily, whatever becomes of the server. */
export interface Writer {
  desk: Desk;
  record: WireRecord;
  /** A mark for every edit. */
  typed: string[];
  start(): void;
  pause(): void;
  close(): Promise<void>;
}

/** Between two edits: fast enough that a stop finds some of three people’s under way. */
const TYPE_EVERY_MS = 6;

/** Nobody types on when so many edits wait: the test is about what is answered, not about catching up. */
const MOST_WAITING = 200;

export async function newWriter(
  server: string,
  account: Account,
  document: string,
  random: Random,
): Promise<Writer> {
  const record = new WireRecord();
  const device = await newDevice({
    server,
    account,
    // Always the shortest back-off: what matters is what comes back, not when.
    environment: { WebSocket: record.socketClass(), random: () => 0 },
  });
  const desk = await Desk.open(device, document);
  const typed: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let edits = 0;
  desk.doc.on('update', (_update, _origin, _doc, { local }) => void (edits += local ? 1 : 0));
  const write = (): void => {
    if (edits - record.answered >= MOST_WAITING) return;
    const mark = `${account.name}${typed.length}`;
    typed.push(mark);
    desk.edit((doc) => change(doc, mark, random));
    // An edit that only deletes has no clock to tell a second copy by.
    if (random.chance(0.3)) desk.edit((doc) => deleteSome(doc, random));
  };
  const pause = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    desk,
    record,
    typed,
    start: () => void (timer ??= setInterval(write, TYPE_EVERY_MS)),
    pause,
    async close() {
      pause();
      await device.close();
    },
  };
}

function change(doc: Y.Doc, mark: string, random: Random): void {
  const text = doc.getText('text');
  text.insert(random.below(text.length + 1), `${mark} `);
  doc.getArray('marks').push([mark]);
  doc.getMap('last').set(random.pick(['a', 'b', 'c']), mark);
}

function deleteSome(doc: Y.Doc, random: Random): void {
  const text = doc.getText('text');
  const at = random.below(text.length);
  text.delete(at, Math.min(random.below(6), text.length - at));
}

/** What a wait that ran out of time tells. */
export function stateOf(writers: readonly Writer[]): string {
  return writers
    .map(({ desk: { device, handle }, record, typed }) => {
      const row = device.ledger.get().find(({ document }) => document === handle.document);
      const facts = { ledger: row, status: device.status.get(), connection: device.connection.get() };
      return `${device.user.name} typed ${typed.length}, ${record.acknowledged} answers, ${JSON.stringify(facts)}`;
    })
    .join('; ');
}

/** The mark of every edit that a replica holds, each as often as it is there. */
export function marksOf(doc: Y.Doc): string[] {
  return (doc.getArray('marks').toArray() as string[]).sort();
}
