import type * as Y from 'yjs';
import { readInfo } from '../info/reads.ts';
import type { Passage } from './passage.ts';

/** The people of a project. Their roles and pictures are not looked for. */
export function* infoPassages(doc: Y.Doc): Generator<Passage> {
  for (const { id, name } of readInfo(doc)?.members ?? [])
    yield { id: `person/${id}`, place: { type: 'person', user: id }, title: name, words: '', at: null };
}
