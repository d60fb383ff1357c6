import type * as Y from 'yjs';
import { readBoard } from '../board/reads.ts';
import { SHOT_FIELDS } from '../board/schema.ts';
import { recordsOneByOne } from '../records.ts';
import type { Passage } from './passage.ts';

/** The shots, numbered in the order of the plan's stages. */
export function* boardPassages(doc: Y.Doc, stages: readonly { id: string }[]): Generator<Passage | null> {
  // Judged one by one they are read in no time together.
  for (const _ of recordsOneByOne(doc, 'shots', SHOT_FIELDS, [])) yield null;
  for (const shot of readBoard(doc, stages).shots) {
    yield {
      id: `shot/${shot.id}`,
      place: { type: 'shot', shot: shot.id, number: shot.number },
      title: shot.title,
      words: [shot.action, shot.dialogue, shot.notes, shot.lens ?? ''].filter(Boolean).join('\n'),
      at: shot.createdAt,
    };
  }
}
