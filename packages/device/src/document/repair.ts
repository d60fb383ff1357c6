import { uint32 } from 'lib0/random';
import { newId, type ErrorCode } from '@clapper/protocol';
import { describeRefused } from '../kept.ts';
import type { LoadedDocument, NewEdit } from '../local-store.ts';
import { carryOver } from '../repair/carry-over.ts';
import type { RefusedPush } from '../repair/repair-rows.ts';
import { stepsBetween } from '../repair/steps.ts';
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
    if (!state.access.write || state.refused !== null) takeAllBack(state, state.refused ?? 'FORBIDDEN');
  }, TAKE_BACK_MS);
}

/** The repair on disk: from here on nothing of what was refused is there. */
export async function storeRepair(state: DocumentState): Promise<void> {
  if (state.mode.mode !== 'repairing') return;
  const { reason, refused } = state.mode;
  const edits = [...state.edits, ...state.late];
  const confirmed = [...state.confirmed];
  const { stale, kept } = await state.options.store.repair(state.document, {
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
    facts: state.news,
    history: state.link.takeIncoming(),
  });
  state.news = {};
  state.late = [...state.edits, ...state.late].filter((edit) => stale || !edits.includes(edit));
  state.edits = [];
  state.confirmed = state.confirmed.filter((row) => !confirmed.includes(row));
  state.mode = { mode: 'reloading', reason };
  state.options.log.warn(
    { document: state.document, reason, kept: kept?.update.length ?? 0, stale },
    'device.repaired',
  );
  if (kept !== null) state.options.keptChanged();
  state.options.tabs.post({
    type: 'generation',
    document: state.document,
    generation: state.storedGeneration + 1,
  });
}

/** A new doc of what is on disk takes the place of the old one. */
export function reload(state: DocumentState, reason: ErrorCode): Promise<void> {
  return readBeside(state, async () => {
    const loaded = await state.options.store.load(state.document);
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
  adoptLoaded(state, loaded);
  carryLate(state, late, madeIn, loaded, reason);
  state.mode = { mode: 'open' };
  state.emit();
  old?.presence.destroy();
  old?.doc.destroy();
  if (state.refused === null) state.link.rejoin();
}

/** What was made on the doc before, while it was replaced. */
function carryLate(
  state: DocumentState,
  late: readonly NewEdit[],
  madeIn: number,
  loaded: LoadedDocument,
  reason: ErrorCode,
): void {
  const steps = stepsBetween(loaded.steps, madeIn, state.storedGeneration);
  const welcome = late.filter((edit) => edit.refused === undefined);
  const { edits, lost } =
    steps === null ? { edits: [], lost: late } : carryOver(state.ready!.doc, welcome, steps, uint32);
  const kept = late.filter((edit) => lost.includes(edit) || edit.refused !== undefined);
  if (kept.length > 0) keepLate(state, loaded, kept, steps?.at(-1)?.reason ?? reason);
  state.edits.push(...edits);
  if (edits.length > 0 && !state.access.write) takeBackSoon(state);
}

/** What belongs to the doc before and fits nowhere. */
function keepLate(
  state: DocumentState,
  loaded: LoadedDocument,
  late: readonly NewEdit[],
  reason: ErrorCode,
): void {
  const update = late.map((edit) => edit.update);
  const before = [...loaded.confirmed, ...loaded.pending.map((row) => row.update)];
  const at = state.options.environment.now();
  state.keep.push({
    id: newId(at),
    document: state.document,
    at,
    reason,
    text: describeRefused(state.kind, before, update),
    roleThen: state.lastWriter,
    update,
  });
}
