import type { FileState, VideoFacts } from '@clapper/protocol';
import type * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import { readFeedback, type Feedback } from '../feedback/reads.ts';
import type { ReadRecord } from '../fields.ts';
import { readRecords, readVotes } from '../records.ts';
import { compareAge } from '../talk/reads.ts';
import { verdictSchema, type Verdict } from '../talk/schema.ts';
import { CUT_FIELDS } from './schema.ts';

/** A version of the video. */
export interface Cut extends Omit<ReadRecord<typeof CUT_FIELDS>, 'media' | 'measured'> {
  id: string;
  /** 1…, by when it was made. The deleted keep theirs: what people called v2 is not v1 tomorrow. */
  number: number;
  /** How far the server is with it; null: it has not seen the file yet. */
  state: FileState | null;
  /** As the server found, else as the device measured that added it; null: nobody could tell. */
  video: VideoFacts | null;
  width: number | null;
  height: number | null;
}

/** What a person says of a cut, until they say something else. */
export interface CutVerdict {
  cut: string;
  user: string;
  verdict: Verdict;
  at: number;
}

export interface Review extends Feedback {
  /** Oldest first, without the deleted: the last is the one under review. */
  cuts: Cut[];
  /** Marked deleted, oldest first. */
  deletedCuts: Cut[];
  verdicts: CutVerdict[];
  problems: Problem[];
}

export function readReview(doc: Y.Doc): Review {
  const problems: Problem[] = [];
  const all: Cut[] = [];
  for (const [id, { media, measured, ...record }] of readRecords(doc, 'cuts', CUT_FIELDS, problems)) {
    const known = media?.video != null || measured === null ? media : measured;
    all.push({
      id,
      number: 0,
      ...record,
      state: media?.state ?? null,
      video: known?.video ?? null,
      width: known?.width ?? null,
      height: known?.height ?? null,
    });
  }
  all.sort(compareAge);
  all.forEach((cut, index) => (cut.number = index + 1));
  return {
    cuts: all.filter(({ deleted }) => deleted === null),
    deletedCuts: all.filter(({ deleted }) => deleted !== null),
    ...readFeedback(doc, problems),
    verdicts: readVotes(doc, 'approvals', verdictSchema, problems).map(({ subject, user, value }) => ({
      cut: subject,
      user,
      ...value,
    })),
    problems,
  };
}
