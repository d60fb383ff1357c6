import { uint32 } from 'lib0/random';
import type * as Y from 'yjs';
import { newId, type ErrorCode } from '@clapper/protocol';
import { describeRefused } from '../kept.ts';
import type { LoadedDocument, NewEdit } from '../local-store.ts';
import { createCarrier } from '../repair/carry-over.ts';
import type { KeptRow } from '../rows.ts';
import type { RefusedPush } from '../repair/repair-rows.ts';
import { stepsBetween } from '../repair/steps.ts';
import { editOf } from './edit-of.ts';
import { adoptLoaded } from './load.ts';
import type { DocumentState } from './state.ts';
import { readBeside } from './tabs.ts';

const TAKE_BACK_MS = 200;

/** Nothing of what waits will be taken. */
export function takeAllBack(state: DocumentState, reason: ErrorCode): void {
  if (state.mode.mode !== 'open' && state.mode.mode !== 'repairing') return;
  state.mode = { mode: 'repairing', reason, refused: 'all' };
  state.jobs.kick();
}

/** One edit will not be taken. Others may follow until everything in flight is answered. */
export function takeBack(state: DocumentState, push: RefusedPush): void {
  if (state.mode.mode === 'open') state.mode = { mode: 'repairing', reason: push.code, refused: [push] };
  else if (state.mode.mode === 'repairing' && state.mode.refused !== 'all') state.mode.refused.push(push);
  state.jobs.kick();
}

/** Typed where one may not write: a moment later, so that a word is one kept edit and not one a letter. */
export function takeBackSoon(state: DocumentState): void {
  state.takingBack ??= setTimeout(() => {
    state.takingBack = null;
    const mayNot = !state.access.write || state.refused !== null;
    if (mayNot && state.changes() > 0) takeAllBack(state, state.refused ?? 'FORBIDDEN');
  }, TAKE_BACK_MS);
}

/** The repair on disk: from here on nothing of what was refused is there. */
export async function storeRepair(state: DocumentState): Promise<void> {
  if (state.mode.mode !== 'repairing') return;
  const { reason, refused } = state.mode;
  const edits = [...state.edits, ...state.late];
  const confirmed = [...state.confirmed];
  const facts = state.news;
  state.news = {};
  const repaired = state.options.store.repair(state.document, {
    kind: state.kind,
    refused,
    reason,
    at: state.options.environment.now(),
    tab: state.options.tabs.id,
    roleThen: state.lastWriter,
    became: reason === 'FORBIDDEN' ? state.became : null,
    epoch: state.link.history.epoch,
    from: state.link.wentOnFrom,
    generation: state.storedGeneration,
    afterN: state.highestN,
    edits,
    confirmed,
    facts,
    history: state.link.takeIncoming(),
  });
  const { stale, kept } = await repaired.catch((error: unknown) => {
    state.news = { ...facts, ...state.news };
    throw error;
  });
  // [RP12] They count as waiting until they can be read.
  if (kept !== null) await state.options.keptChanged();
  state.late = [...state.edits, ...state.late].filter((edit) => stale || !edits.includes(edit));
  state.edits = [];
  state.confirmed = state.confirmed.filter((row) => !confirmed.includes(row));
  state.mode = { mode: 'reloading', reason };
  state.options.log.warn(
    { document: state.document, reason, kept: kept?.update.length ?? 0, stale },
    'device.repaired',
  );
  state.keptByRepair = kept?.id ?? null;
  state.options.tabs.post({
    type: 'generation',
    document: state.document,
    generation: state.storedGeneration + 1,
  });
}

/** A new doc of what is on disk takes the place of the old one. */
export function reload(state: DocumentState, reason: ErrorCode): Promise<void> {
  return readBeside(state, async () => {
    // [RP12] With what another tab has kept.
    const [loaded] = await Promise.all([state.options.store.load(state.document), state.options.readKept()]);
    return () => replaceDoc(state, loaded, reason);
  });
}

function replaceDoc(state: DocumentState, loaded: LoadedDocument, reason: ErrorCode): void {
  const old = state.ready;
  old?.doc.off('update', state.heard);
  // From here to the new doc nothing waits: no edit can fall between them.
  const late = state.late;
  const madeIn = state.storedGeneration;
  state.late = [];
  if (state.written) state.undoFrom = state.options.environment.now();
  state.written = false;
  adoptLoaded(state, loaded);
  const carry = carryLate(state, madeIn, loaded, reason);
  carry(late);
  state.mode = { mode: 'open' };
  state.emit();
  old?.presence.destroy();
  old?.doc.destroy();
  if (old !== null) hearBehind(state, old.doc, carry);
  if (state.refused === null) state.link.rejoin();
}

/** What was made on the doc before: while it was replaced, and behind that. */
function carryLate(
  state: DocumentState,
  madeIn: number,
  loaded: LoadedDocument,
  reason: ErrorCode,
): (late: readonly NewEdit[]) => void {
  const generation = state.storedGeneration;
  const { doc } = state.ready!;
  const steps = stepsBetween(loaded.steps, madeIn, generation);
  const carrier = steps === null ? null : createCarrier(doc, steps, uint32);
  const joins = state.keptByRepair;
  state.keptByRepair = null;
  return (late) => {
    // Repaired once more, it has another doc, and these edits are two repairs behind.
    const isPast = state.ready?.doc !== doc || state.storedGeneration !== generation;
    const welcome = late.filter((edit) => edit.refused === undefined);
    const { edits, lost } = carrier === null || isPast ? { edits: [], lost: late } : carrier(welcome);
    const kept = late.filter((edit) => lost.includes(edit) || edit.refused !== undefined);
    if (kept.length > 0) keepLate(state, loaded, kept, { reason: steps?.at(-1)?.reason ?? reason, joins });
    if (edits.length === 0) return;
    if (state.mode.mode === 'open' || state.mode.mode === 'reloading') state.edits.push(...edits);
    else state.late.push(...edits);
    if (!state.access.write) takeBackSoon(state);
  };
}

/** [RH8] An editor holds the old doc until a syllable that is being composed in it is whole. */
function hearBehind(state: DocumentState, old: Y.Doc, carry: (late: readonly NewEdit[]) => void): void {
  old.on('update', (update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction) => {
    const edit = editOf(state, update, origin, doc, transaction);
    if (edit === null) return;
    carry([edit]);
    state.emit();
    state.jobs.kick();
  });
}

/** What belongs to the doc before and fits nowhere. `joins`: what the repair kept, of which this is the end. */
function keepLate(
  state: DocumentState,
  loaded: LoadedDocument,
  late: readonly NewEdit[],
  { reason, joins }: { reason: ErrorCode; joins: string | null },
): void {
  const update = late.map((edit) => edit.update);
  const before = [...loaded.confirmed, ...loaded.pending.map((row) => row.update)];
  const at = state.options.environment.now();
  const row: KeptRow = {
    id: newId(at),
    document: state.document,
    at,
    reason,
    text: describeRefused(state.kind, before, update),
    roleThen: state.lastWriter,
    update,
  };
  state.keep.push({ row, joins: joins === null ? null : { id: joins, ...loaded } });
}
