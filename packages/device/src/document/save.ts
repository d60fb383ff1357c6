import { uint32 } from 'lib0/random';
import type { DocumentFacts, NewConfirmed } from '../local-store.ts';
import type { KeptRow, PendingRow } from '../rows.ts';
import { describeRefused } from '../kept.ts';
import { asOneEdit } from '../repair/rehome.ts';
import type { DocumentState, LateWords } from './state.ts';

/** Everything that waits for the disk, in one transaction. */
export async function save(state: DocumentState): Promise<void> {
  const { tabs, index, store } = state.options;
  const edits = [...state.edits];
  const confirmed = [...state.confirmed];
  const facts: DocumentFacts = state.link.isLive
    ? { ...state.news, lastSyncAt: state.options.environment.now() }
    : state.news;
  const { epoch } = state.link.history;
  const generation = state.storedGeneration;
  state.news = {};
  let result;
  try {
    result = await store.save(state.document, {
      epoch,
      from: state.link.wentOnFrom,
      generation,
      tab: tabs.id,
      afterN: state.highestN,
      edits,
      confirmed,
      facts,
    });
  } catch (error) {
    state.news = { ...facts, ...state.news };
    throw error;
  }
  state.confirmed = state.confirmed.filter((row) => !confirmed.includes(row));
  const acknowledged = confirmed.flatMap((row) => row.acknowledges ?? []);
  if (acknowledged.length > 0) {
    index.remove(state.document, acknowledged);
    tabs.post({ type: 'confirmed', document: state.document, keys: acknowledged });
  }
  const stored = state.edits.filter((edit) => edits.includes(edit)).length;
  state.edits = state.edits.filter((edit) => !edits.includes(edit));
  if (result.stale) {
    // Another tab rebuilt the document: these edits belong to the doc before.
    state.late = [...edits, ...state.edits, ...state.late];
    state.edits = [];
    if (state.mode.mode === 'open') state.mode = { mode: 'reloading', reason: 'REFUSED' };
    return;
  }
  // One that had to be pushed before it could be stored may have been acknowledged meanwhile.
  const unsent =
    stored === result.pending.length
      ? result.pending
      : result.pending.filter((row) => !wasAcknowledged(row, state.confirmed));
  for (const row of result.pending) state.highestN = Math.max(state.highestN, row.n);
  handOn(state, epoch, generation, unsent);
}

/** Only now, when they are on disk, do other tabs and the server hear of them. */
export function handOn(
  state: DocumentState,
  epoch: string | null,
  generation: number,
  rows: PendingRow[],
): void {
  if (rows.length === 0) return;
  const { tabs, index } = state.options;
  for (const { n } of rows) state.highestN = Math.max(state.highestN, n);
  index.add(state.document, rows);
  tabs.post({ type: 'rows', document: state.document, epoch, generation, rows });
  state.link.queue.add(rows);
  state.link.pump();
}

/** [RH10] A syllable that was finished behind the repair belongs to the words before it. */
function withEnd(
  { kind }: DocumentState,
  earlier: KeptRow,
  end: KeptRow,
  { confirmed, pending }: NonNullable<LateWords['joins']>,
): KeptRow {
  const update = [...earlier.update, ...end.update];
  const { again: before, ...rest } = earlier;
  const text = describeRefused(kind, [...confirmed, ...pending.map((row) => row.update)], update);
  const again = before === undefined ? null : asOneEdit(confirmed, update, uint32());
  return { ...rest, update, text, ...(again !== null && { again: { epoch: before!.epoch, ...again } }) };
}

/** Refused words that no repair wrote down. */
export async function storeKept(state: DocumentState): Promise<void> {
  const { row, joins } = state.keep[0]!;
  const { store } = state.options;
  const earlier = joins === null ? undefined : (await store.kept()).find(({ id }) => id === joins.id);
  await store.keep(earlier === undefined ? row : withEnd(state, earlier, row, joins!));
  // [RP12] They count as waiting until they can be read.
  await state.options.keptChanged();
  state.keep.shift();
}

/** Whether to try again. */
export function storeFailed(state: DocumentState, error: unknown): boolean {
  state.options.log.error({ document: state.document, error }, 'device.storeFailed');
  if (state.mode.mode === 'closed') return false;
  pushUnstored(state);
  return true;
}

/** The disk takes nothing: an edit on the server is better than one in this tab's memory alone. */
function pushUnstored(state: DocumentState): void {
  if (state.mode.mode !== 'open') return;
  for (const edit of state.edits) {
    if (edit.n !== null) continue;
    edit.n = ++state.highestN;
    state.link.queue.add([{ ...edit, n: edit.n, document: state.document, tab: state.options.tabs.id }]);
  }
  state.link.pump();
}

function wasAcknowledged(row: PendingRow, confirmed: readonly NewConfirmed[]): boolean {
  return confirmed.some(
    ({ acknowledges }) => acknowledges?.n === row.n && acknowledges.clientId === row.clientId,
  );
}
