import { EXPORT_FORMATS, readMarkers, type ExportFormatName } from '@clapper/documents/exchange';
import { addCut, addNote, addNoteReply, readReview, setNoteStatus } from '@clapper/documents/review';
import { secondsOf } from '@clapper/documents/timecode';
import { newId } from '@clapper/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { planTaking, takeBack, takeIn } from './take-in.ts';
import { chosenNotes, markersOf, tagsOf } from './to-markers.ts';

const ME = { id: newId(1), name: '김하늘' };
const OTHER = { id: newId(2), name: 'Jun' };
const SAYS = { by: ME.id, at: 1_000, name: ME.name };
const THEY = { by: OTHER.id, at: 1_001, name: OTHER.name };
const RATE = { num: 24_000, den: 1_001 };

function filled() {
  const doc = new Y.Doc();
  const video = {
    ...{ rate: RATE, frames: 2_000, startFrame: 0, dropFrame: false, durationSeconds: 83 },
    ...{ rotation: 0 as const, audio: false, variable: false },
  };
  const file = { hash: 'a'.repeat(64), name: 'film.mp4', type: 'video/mp4', bytes: 1 };
  const cut = addCut(doc, { file, measured: { width: 16, height: 9, video }, by: ME.id, at: 500 }, 'test');
  const note = (frame: number | null, words: string, says = SAYS, endFrame: number | null = null) =>
    addNote(
      doc,
      { cut, place: { frame, endFrame, time: secondsOf(frame ?? 0, RATE) }, words, tags: ['색'], ...says },
      'test',
    );
  const first = note(100, '우산이 먼저 읽혀요 | 조금 늦게?');
  note(100, 'Same frame', THEY);
  note(700, 'A range', THEY, 760);
  note(null, 'Overall lovely');
  const done = note(900, 'Done already');
  setNoteStatus(doc, done, 'resolved', SAYS, 'test');
  addNoteReply(doc, { note: first, words: '좋아요', ...THEY }, 'test');
  return { doc, cut, note };
}

function sheetOf(doc: Y.Doc, format: ExportFormatName, show: 'open' | 'all' = 'all') {
  const review = readReview(doc);
  const cut = review.cuts.at(-1)!;
  const { timedOnly } = EXPORT_FORMATS[format];
  const { markers, left } = markersOf(chosenNotes(review, cut, { show, tags: [] }), cut, { timedOnly });
  const clip = cut.video!;
  const sheet = { title: '골목 커피', clip, frames: clip.frames, start: null, markers };
  return { text: EXPORT_FORMATS[format].write(sheet), left, markers };
}

function plan(doc: Y.Doc, text: string) {
  const review = readReview(doc);
  const cut = review.cuts.at(-1)!;
  const reading = readMarkers(text, { clip: cut.video!, frames: cut.video!.frames, start: null });
  if (!reading.ok) throw new Error(reading.code);
  return planTaking(reading, { review, cut, me: ME });
}

const take = (doc: Y.Doc, text: string) => {
  const cut = readReview(doc).cuts.at(-1)!.id;
  const place = ({ frame, endFrame }: { frame: number; endFrame: number | null }) => ({
    ...{ frame, endFrame },
    time: secondsOf(frame, RATE),
  });
  return takeIn(doc, plan(doc, text).rows, { cut, place, says: SAYS });
};
const news = (doc: Y.Doc, text: string) => plan(doc, text).rows.filter(({ what }) => what === 'new');

describe('out', () => {
  it('open notes alone, or all; those about the whole video only where there is a place for them', () => {
    const { doc, note } = filled();
    expect(sheetOf(doc, 'resolve').left).toEqual({ whole: 1, lost: 0 });
    expect(sheetOf(doc, 'csv').left).toEqual({ whole: 0, lost: 0 });
    expect(sheetOf(doc, 'csv', 'open').markers).toHaveLength(4);
    expect(sheetOf(doc, 'csv').markers).toHaveLength(5);
    const [review, cut] = [readReview(doc), readReview(doc).cuts.at(-1)!];
    expect(tagsOf(review, cut)).toEqual(['색']);
    expect(chosenNotes(review, cut, { show: 'all', tags: ['소리'] })).toEqual([]);
    takeBack(doc, [note(5, 'never mind')], SAYS);
    expect(sheetOf(doc, 'csv').markers).toHaveLength(5);
  });

  it('a note whose time is not in a later, shorter cut is said to be left out', () => {
    const { doc } = filled();
    const [long] = readReview(doc).cuts;
    const video = { ...long!.video!, frames: 300 };
    const measured = { width: 16, height: 9, video };
    addCut(doc, { file: long!.file, measured, by: ME.id, at: 9_000 }, 'test');
    expect(sheetOf(doc, 'resolve').left).toEqual({ whole: 1, lost: 1 });
    // In a table it stands without a time.
    expect(sheetOf(doc, 'csv').markers.filter(({ timed }) => !timed)).toHaveLength(2);
  });
});

describe('in', () => {
  it.each(['resolve', 'premiere'] as const)(
    '[EX1] what went out as %s comes back as nothing new',
    (format) => {
      const { doc } = filled();
      const { text } = sheetOf(doc, format);
      expect(plan(doc, text).rows.length).toBeGreaterThan(0);
      expect(news(doc, text)).toEqual([]);
      expect(take(doc, text)).toEqual([]);
    },
  );

  it('[EX1] what others marked comes once, under the name of who brought it; taken back it can come again', () => {
    const { doc } = filled();
    const text =
      'timestamp:12.5 색이 차가워요\n{"x"} timestamp:20 hold\ntimestamp:soon unreadable\nno time at all';
    const before = readReview(doc).notes.length;
    const ids = take(doc, text);
    expect(ids).toHaveLength(3);
    expect(Object.fromEntries(plan(doc, text).troubles)).toEqual({ bad_time: 1, no_time: 1 });
    const made = readReview(doc).notes.filter(({ id }) => ids.includes(id));
    expect(made.every(({ authorId }) => authorId === ME.id)).toBe(true);
    expect(new Set(made.map(({ place }) => place.frame))).toEqual(new Set([299, 479, 0]));
    expect(take(doc, text)).toEqual([]);
    takeBack(doc, ids, SAYS);
    const left = readReview(doc).notes.filter(({ deleted }) => deleted === null);
    expect(left).toHaveLength(before);
    expect(news(doc, text)).toHaveLength(3);
  });

  it('[EX1] who said it stands in front of the words, the second time too', () => {
    const { doc } = filled();
    const text = JSON.stringify([{ content: 'timestamp:3 Slower please', author: 'Mina' }]);
    const [id] = take(doc, text);
    expect(readReview(doc).notes.find((one) => one.id === id)?.words).toBe('Mina: timestamp:3 Slower please');
    expect(take(doc, text)).toEqual([]);
  });
});
