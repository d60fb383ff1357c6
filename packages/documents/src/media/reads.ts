import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import type { ReadRecord } from '../fields.ts';
import { compareOrder } from '../order.ts';
import { readRecords } from '../records.ts';
import { VIDEO_FIELDS } from './schema.ts';

export interface Video extends ReadRecord<typeof VIDEO_FIELDS> {
  id: string;
}

export interface Media {
  /** Not deleted, in order. */
  videos: Video[];
  /** Marked deleted, in the order they would stand in. */
  deleted: Video[];
  problems: Problem[];
}

export function readMedia(doc: Y.Doc): Media {
  const problems: Problem[] = [];
  const all = Array.from(readRecords(doc, 'videos', VIDEO_FIELDS, problems), ([id, record]): Video => ({
    id,
    ...record,
  })).toSorted(compareOrder);
  return {
    videos: all.filter(({ deleted }) => deleted === null),
    deleted: all.filter(({ deleted }) => deleted !== null),
    problems,
  };
}
