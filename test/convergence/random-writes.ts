import * as Y from 'yjs';
import {
  addShot,
  appendContent,
  deleteShots,
  duplicateShots,
  moveShots,
  readBoard,
  readStages,
  renameStage,
  restoreShots,
  SHOT_SIZES,
  SHOT_STATUSES,
  SHOT_TEXTS,
  setShots,
  setShotText,
  shotText,
  setStageStatus,
  STAGE_STATUSES,
  stageContent,
} from '@clapper/documents';
import type { Random } from '../harness/random.ts';

/** What somebody does to a document; `mark` is theirs alone and stays in what they write, `user` is their id. */
export type RandomWrite = (doc: Y.Doc, mark: string, random: Random, user: string) => void;

/** Any program's document: text typed and deleted at random, a list, keys that others write too. */
export const writeScratch: RandomWrite = (doc, mark, random) => {
  doc.transact(() => {
    const text = doc.getText('text');
    doc.getArray('marks').push([mark]);
    text.insert(random.below(text.length + 1), `${mark} `);
    if (random.chance(0.3)) deleteSome(text, random);
    if (random.chance(0.3)) formatSome(text, random);
    if (random.chance(0.3)) doc.getMap('keys').set(random.pick(['a', 'b']), mark);
    if (random.chance(0.1)) doc.getMap('keys').delete(random.pick(['a', 'b']));
  }, 'typing');
  // An edit that only deletes, in a transaction of its own, has no clock to tell a copy by.
  if (random.chance(0.2)) doc.transact(() => deleteSome(doc.getText('text'), random), 'typing');
};

export const writePlan: RandomWrite = (doc, mark, random) => {
  const { stages } = readStages(doc);
  if (stages.length === 0) return;
  const { id } = random.pick(stages);
  const content = stageContent(doc, id);
  if (content === null) return;
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: mark }] };
  const dice = content.length === 0 ? 2 : random.below(10);
  if (dice === 0) renameStage(doc, id, `Stage ${mark}`, 'typing');
  else if (dice === 1) setStageStatus(doc, id, random.pick(STAGE_STATUSES), 'typing');
  else if (dice < 5) appendContent(content, [paragraph], 'typing');
  else doc.transact(() => writeInto(content, mark, random), 'typing');
};

/** As an editor's binding does it: into the text of a block, marks, or a block goes. */
function writeInto(content: Y.XmlFragment, mark: string, random: Random): void {
  const at = random.below(content.length);
  const block = content.get(at);
  if (!(block instanceof Y.XmlElement)) return;
  if (random.chance(0.1)) return content.delete(at, 1);
  const text = block.get(0);
  if (!(text instanceof Y.XmlText)) return;
  text.insert(random.below(text.length + 1), mark);
  if (random.chance(0.4)) formatSome(text, random);
  if (random.chance(0.3)) deleteSome(text, random);
}

export const writeBoard: RandomWrite = (doc, mark, random, user) => {
  const stages = Array.from({ length: 4 }, (_, i) => ({ id: `stage${i}` }));
  const { shots, deleted } = readBoard(doc, stages);
  const by = { by: user, at: 1_700_000_000_000 };
  const some = shots.length === 0 ? [] : [random.pick(shots).id, random.pick(shots).id];
  switch (random.below(8)) {
    case 0:
      if (shots.length < 40)
        addShot(doc, { stage: random.pick(stages).id, before: some[0] ?? null, ...by }, 'typing');
      break;
    case 1:
      if (shots.length < 40) duplicateShots(doc, some, by, 'typing');
      break;
    case 2:
      setShots(doc, some, { status: random.pick(SHOT_STATUSES), size: random.pick(SHOT_SIZES) }, 'typing');
      break;
    case 3:
      moveShots(doc, some, { stage: random.pick(stages).id, before: null }, stages, 'typing');
      break;
    case 4:
      deleteShots(doc, some, by, 'typing');
      break;
    case 5:
      if (deleted.length > 0) restoreShots(doc, [random.pick(deleted).id], 'typing');
      break;
    default: {
      if (some[0] === undefined) break;
      const field = random.pick(SHOT_TEXTS);
      // Another program may have made the shot without it; nobody can type there then.
      if (shotText(doc, some[0], field) !== null) setShotText(doc, some[0], field, mark, 'typing');
    }
  }
};

function deleteSome(text: Y.Text, random: Random): void {
  if (text.length === 0) return;
  const at = random.below(text.length);
  text.delete(at, Math.min(1 + random.below(5), text.length - at));
}

/** Crossing marks are what makes Yjs tidy up by itself afterwards, on every replica. */
function formatSome(text: Y.Text, random: Random): void {
  if (text.length === 0) return;
  const at = random.below(text.length);
  const length = Math.min(1 + random.below(8), text.length - at);
  text.format(at, length, { [random.pick(['bold', 'italic'])]: random.chance(0.5) ? true : null });
}
