import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClapperError, type VideoFacts } from '@clapper/protocol';
import { countUpdates } from '../conformance.ts';
import {
  addCut,
  addNote,
  addNoteReply,
  approvalOf,
  carryNote,
  countNotes,
  deleteCut,
  deleteFeedback,
  dueOn,
  editNoteWords,
  filterNotes,
  hideFeedback,
  judgeCut,
  NOTE_LIMITS,
  noteMarkers,
  notesInCut,
  readReview,
  setCutMedia,
  setNote,
  setNoteMatter,
  setNoteStatus,
  sortNotes,
  toggleNoteReaction,
  type NewNote,
  type NoteInCut,
  type VideoPlace,
} from '../video-review.ts';
import { review } from './index.ts';

const ANA = { by: 'ana', name: '아나', at: 1_000 };
const BEN = { by: 'ben', name: 'Ben', at: 2_000 };

function at(frame: number | null, endFrame: number | null = null): VideoPlace {
  return { frame, endFrame, time: (frame ?? 0) / 24 };
}

function facts(frames: number, rate = { num: 24, den: 1 }): VideoFacts {
  const durationSeconds = (frames * rate.den) / rate.num;
  return {
    ...{ rate, frames, durationSeconds },
    ...{ startFrame: 0, dropFrame: false, rotation: 0, audio: true, variable: false },
  };
}

function file(letter: string): { hash: string; name: string; type: string; bytes: number } {
  return { hash: letter.repeat(64), name: `${letter}.mp4`, type: 'video/mp4', bytes: 9 };
}

function cut(doc: Y.Doc, letter: string, made: number, video: VideoFacts | null = null): string {
  const measured = video === null ? null : { width: 1920, height: 1080, video };
  return addCut(doc, { file: file(letter), measured, by: 'ana', at: made }, 'test');
}

/** Made one after the other: what is made at once has no order of its own. */
let made = 1_000;

function note(doc: Y.Doc, of: string, place: VideoPlace, more: Partial<NewNote> = {}): string {
  return addNote(doc, { cut: of, place, words: '로고가 빨라요', ...ANA, at: ++made, ...more }, 'test');
}

/** What of a cut is shown, told by its words. */
function shown(doc: Y.Doc, of: string): string[] {
  const read = readReview(doc);
  return notesInCut(read, read.notes, of).map(
    ({ note: one, place, from }) => `${one.words} ${from} ${place.frame}`,
  );
}

function refusal(write: () => void): unknown {
  try {
    write();
  } catch (error) {
    if (error instanceof ClapperError) return error.details?.[0] ?? error.code;
    throw error;
  }
  return null;
}

describe('cuts', () => {
  it('are numbered by when they were made, and a deleted one keeps its number', () => {
    const doc = new Y.Doc();
    const late = cut(doc, 'c', 3_000);
    const first = cut(doc, 'a', 1_000);
    const second = cut(doc, 'b', 2_000);
    deleteCut(doc, second, { by: 'ana', at: 4_000 }, 'test');
    const { cuts, deletedCuts } = readReview(doc);
    expect(cuts.map(({ id, number }) => [id, number])).toEqual([
      [first, 1],
      [late, 3],
    ]);
    expect(deletedCuts.map(({ id, number }) => [id, number])).toEqual([[second, 2]]);
  });

  it('say what the device measured until the server knows better, and keep it when the server could tell nothing', () => {
    const doc = new Y.Doc();
    cut(doc, 'a', 1, facts(240));
    expect(readReview(doc).cuts[0]).toMatchObject({ state: null, width: 1920, video: { frames: 240 } });
    const unknown = { width: null, height: null, video: null };
    setCutMedia(doc, file('a').hash, { ...unknown, state: 'failed' }, 'server');
    expect(readReview(doc).cuts[0]).toMatchObject({ state: 'failed', width: 1920, video: { frames: 240 } });
    setCutMedia(
      doc,
      file('a').hash,
      { width: 640, height: 360, video: facts(241), state: 'ready' },
      'server',
    );
    expect(readReview(doc).cuts[0]).toMatchObject({ state: 'ready', width: 640, video: { frames: 241 } });
    const updates = countUpdates(doc);
    setCutMedia(
      doc,
      file('a').hash,
      { width: 640, height: 360, video: facts(241), state: 'ready' },
      'server',
    );
    expect(updates.count).toBe(0);
  });

  it('name their files, notes theirs, and what is deleted still does', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1);
    const picture = { ...file('b'), type: 'image/webp', width: 2, height: 1, thumbhash: null } as const;
    note(doc, v1, at(3), { screenshot: picture, attachments: [file('c')] });
    deleteCut(doc, v1, { by: 'ana', at: 2 }, 'test');
    expect(review.files?.(doc)).toEqual(new Set(['a', 'b', 'c'].map((letter) => letter.repeat(64))));
  });
});

describe('a note', () => {
  it('holds what was said, and a status that says who set it', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1);
    const id = note(doc, v1, at(24, 48), { tags: ['로고'], priority: 'high', assignee: 'ben' });
    addNoteReply(doc, { note: id, words: '네', ...BEN }, 'test');
    setNoteStatus(doc, id, 'in_progress', BEN, 'test');
    toggleNoteReaction(doc, { id, emoji: '👍', by: 'ben' }, 'test');
    expect(readReview(doc).notes).toMatchObject([
      {
        ...{ id, cut: v1, place: at(24, 48), authorId: 'ana', authorName: '아나', words: '로고가 빨라요' },
        ...{ tags: ['로고'], priority: 'high', assignee: 'ben', status: 'in_progress' },
        statusSet: { by: 'ben', at: 2_000 },
        reactions: [{ emoji: '👍', users: ['ben'] }],
        replies: [{ words: '네', authorName: 'Ben' }],
      },
    ]);
  });

  it('is its author’s: nobody else changes or deletes it', () => {
    const doc = new Y.Doc();
    const id = note(doc, cut(doc, 'a', 1), at(0));
    expect(refusal(() => editNoteWords(doc, id, { words: '아니' }, BEN, 'test'))).toBe('FORBIDDEN');
    expect(refusal(() => deleteFeedback(doc, id, BEN, 'test'))).toBe('FORBIDDEN');
    expect(refusal(() => setNoteMatter(doc, id, { place: at(1) }, 'ben', 'test'))).toBe('FORBIDDEN');
  });

  it('that is deleted keeps its place and its answers, and neither words nor files', () => {
    const doc = new Y.Doc();
    const id = note(doc, cut(doc, 'a', 1), at(0), { attachments: [file('c')] });
    addNoteReply(doc, { note: id, words: '늦은 답', ...BEN }, 'test');
    deleteFeedback(doc, id, ANA, 'test');
    expect(readReview(doc).notes).toMatchObject([
      { id, words: '', attachments: [], deleted: { by: 'ana' }, replies: [{ words: '늦은 답' }] },
    ]);
  });

  it.each<[string, Partial<NewNote>, object]>([
    ['no words', { words: ' ' }, { field: 'words', code: 'required' }],
    ['too many words', { words: 'x'.repeat(NOTE_LIMITS.words + 1) }, { field: 'words', code: 'too_long' }],
    [
      'too many tags',
      { tags: Array.from({ length: 11 }, (_, i) => `${i}`) },
      { field: 'tags', code: 'too_long' },
    ],
    ['a tag that is too long', { tags: ['x'.repeat(31)] }, { field: 'tags', code: 'too_long' }],
    ['the same tag twice', { tags: ['a', 'a'] }, { field: 'tags', code: 'invalid' }],
    [
      'a time after a day',
      { place: { frame: null, endFrame: null, time: 86_401 } },
      { field: 'place', code: 'too_long' },
    ],
    ['a range that ends where it begins', { place: at(5, 5) }, { field: 'place', code: 'invalid' }],
    ['no name', { name: '' }, { field: 'authorName', code: 'invalid' }],
  ])('with %s is refused before anything is written', (_, more, problem) => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1);
    const updates = countUpdates(doc);
    expect(refusal(() => note(doc, v1, at(0), more))).toEqual(problem);
    expect(updates.count).toBe(0);
  });

  it('writes nothing that is so already', () => {
    const doc = new Y.Doc();
    const id = note(doc, cut(doc, 'a', 1), at(0));
    const updates = countUpdates(doc);
    setNote(doc, id, { priority: 'medium', tags: [], assignee: null, due: null }, 'test');
    setNoteStatus(doc, id, 'open', BEN, 'test');
    setNoteMatter(doc, id, { screenshot: null, attachments: [], place: at(0) }, 'ana', 'test');
    expect(updates.count).toBe(0);
  });
});

describe('notes in a later cut', () => {
  it('are those that were not done when it came, at the time they had', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000, facts(240));
    const open = note(doc, v1, at(24), { words: 'open' });
    const before = note(doc, v1, at(48), { words: 'done before' });
    const since = note(doc, v1, at(72), { words: 'done since' });
    setNoteStatus(doc, before, 'resolved', { by: 'ben', at: 4_000 }, 'test');
    setNoteStatus(doc, since, 'closed', { by: 'ben', at: 6_000 }, 'test');
    const v2 = cut(doc, 'b', 5_000, facts(240));
    note(doc, v2, at(3), { words: 'new', at: 7_000 });
    expect(shown(doc, v1)).toEqual(['open here 24', 'done before here 48', 'done since here 72']);
    expect(shown(doc, v2)).toEqual(['open carried 24', 'done since carried 72', 'new here 3']);
    setNoteStatus(doc, before, 'open', { by: 'ben', at: 8_000 }, 'test');
    expect(shown(doc, v2)).toContain('done before carried 48');
    deleteFeedback(doc, open, ANA, 'test');
    hideFeedback(doc, since, BEN, 'test');
    expect(shown(doc, v2)).toEqual(['done before carried 48', 'new here 3']);
  });

  it('stand at the beginning and say so where their time is gone, until somebody sees to it', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000, facts(240));
    const id = note(doc, v1, at(200, 230), { words: 'end' });
    note(doc, v1, at(100, 200), { words: 'range' });
    const v2 = cut(doc, 'b', 2_000, facts(120));
    const v3 = cut(doc, 'c', 3_000, facts(120));
    expect(shown(doc, v2)).toEqual(['end lost 0', 'range carried 100']);
    const read = readReview(doc);
    expect(notesInCut(read, read.notes, v2)[1]!.place.endFrame).toBe(120);
    carryNote(doc, id, { cut: v2, place: at(110), by: 'ben', at: 4_000 }, 'test');
    expect(shown(doc, v2)[0]).toBe('end carried 110');
    expect(shown(doc, v3)[0]).toBe('end carried 110');
    expect(shown(doc, v1)[0]).toBe('end here 200');
  });

  it('keep their time where the rate is another, and their frame where nothing is known', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000, facts(2_400));
    note(doc, v1, at(240, 288), { words: 'ten seconds in' });
    const v2 = cut(doc, 'b', 2_000, facts(1_500, { num: 25, den: 1 }));
    const v3 = cut(doc, 'c', 3_000);
    const read = readReview(doc);
    expect(notesInCut(read, read.notes, v2)[0]!.place).toMatchObject({ frame: 250, endFrame: 300 });
    expect(notesInCut(read, read.notes, v3)[0]!.place).toMatchObject({ frame: 240, endFrame: 288 });
  });
});

describe('approval', () => {
  it('is of one cut: a newer one lapses it, notes that came after are counted', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000);
    note(doc, v1, at(1), { at: 1_500 });
    expect(approvalOf(readReview(doc), v1)).toMatchObject({ state: 'none', notesSince: 0, lapsed: false });
    judgeCut(doc, { cut: v1, verdict: 'approved', by: 'ben', at: 2_000 }, 'test');
    note(doc, v1, at(2), { at: 2_500 });
    const taken = note(doc, v1, at(3), { at: 2_600 });
    expect(approvalOf(readReview(doc), v1)).toMatchObject({
      state: 'approved',
      notesSince: 2,
      lapsed: false,
    });
    deleteFeedback(doc, taken, ANA, 'test');
    expect(approvalOf(readReview(doc), v1).notesSince).toBe(1);
    judgeCut(doc, { cut: v1, verdict: 'changes', by: 'ana', at: 3_000 }, 'test');
    expect(approvalOf(readReview(doc), v1).state).toBe('changes');
    const v2 = cut(doc, 'b', 4_000);
    expect(approvalOf(readReview(doc), v1).lapsed).toBe(true);
    // One who asks for changes outweighs all who approve: there is nothing that lapses.
    expect(approvalOf(readReview(doc), v2)).toMatchObject({ state: 'none', lapsed: false, before: null });
    judgeCut(doc, { cut: v1, verdict: null, by: 'ana', at: 5_000 }, 'test');
    expect(approvalOf(readReview(doc), v1).verdicts).toHaveLength(1);
    expect(approvalOf(readReview(doc), v2).before).toBe(1);
  });
});

describe('notes since an approval', () => {
  const since = (doc: Y.Doc, v1: string) => approvalOf(readReview(doc), v1).notesSince;

  it('are those that its giver did not have, whatever the clocks of two devices say', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000);
    // Her clock is ahead of his: he has read what by his own is not written yet.
    note(doc, v1, at(1), { at: 2_500 });
    judgeCut(doc, { cut: v1, verdict: 'approved', by: 'ben', at: 2_000 }, 'test');
    expect(since(doc, v1)).toBe(0);
    // One whose clock is behind answers what by theirs was not said yet.
    note(doc, v1, at(2), { at: 1_500 });
    expect(since(doc, v1)).toBe(1);
    expect(readReview(doc).notes.map(({ createdAt }) => createdAt)).toEqual([2_500, 2_501]);
  });

  it('take no time from a clock that is wrong by hours', () => {
    const doc = new Y.Doc();
    const v1 = cut(doc, 'a', 1_000);
    note(doc, v1, at(1), { at: 86_400_000 });
    judgeCut(doc, { cut: v1, verdict: 'approved', by: 'ben', at: 2_000 }, 'test');
    expect(approvalOf(readReview(doc), v1)).toMatchObject({ approvedAt: 2_000, notesSince: 1 });
  });
});

describe('a list of notes', () => {
  const doc = new Y.Doc();
  const v1 = cut(doc, 'a', 1, facts(1_000));
  const early = note(doc, v1, at(10), { words: '로고', tags: ['색'], at: 30 });
  const whole = note(doc, v1, at(null), { words: 'music', due: '2026-11-22', at: 20 });
  const late = note(doc, v1, at(900, 950), {
    words: '@Ben',
    mentions: [{ user: 'ben', name: 'Ben' }],
    at: 10,
  });
  const near = note(doc, v1, at(14), { words: '자막', priority: 'critical', due: '2026-11-30', at: 40 });
  addNoteReply(doc, { note: early, words: 'Music too', ...BEN }, 'test');
  setNoteStatus(doc, near, 'resolved', BEN, 'test');
  const read = readReview(doc);
  const all = notesInCut(read, read.notes, v1);
  const ids = (list: readonly NoteInCut[]): string[] => list.map(({ note: one }) => one.id);

  it('stands by time, the whole video first, or newest first', () => {
    expect(ids(sortNotes(all, 'time'))).toEqual([whole, early, near, late]);
    expect(ids(sortNotes(all, 'newest'))).toEqual([near, early, whole, late]);
    expect(ids(sortNotes(all, 'due'))).toEqual([whole, near, early, late]);
  });

  it.each([
    [{ show: 'open' }, [late, whole, early]],
    [{ show: 'done' }, [near]],
    [{ tag: '색' }, [early]],
    [{ priority: 'critical' }, [near]],
    [{ mentions: 'ben' }, [late]],
    [{ author: 'ben' }, []],
    [{ words: 'music' }, [whole, early]],
    [{ drawn: true }, []],
    [{ dueBy: '2026-11-21' }, []],
    [{ dueBy: '2026-11-22' }, [whole]],
    [{ dueBy: '9999-12-31' }, [whole, near]],
    [{ show: 'open', words: '로고' }, [early]],
  ] as const)('is filtered by %o', (filter, wanted) => {
    expect(ids(filterNotes(all, filter))).toEqual(wanted);
  });

  it('is overdue, of today or later by the day it is, as long as somebody has to see to it', () => {
    const states = (today: string) => all.map(({ note: one }) => [one.id, dueOn(one, today)]);
    const stands = (today: string) => new Map(states(today) as [string, string | null][]).get(whole);
    expect([stands('2026-11-21'), stands('2026-11-22'), stands('2026-11-23')]).toEqual([
      'later',
      'today',
      'overdue',
    ]);
    expect(new Map(states('2027-01-01') as [string, string | null][]).get(near)).toBeNull();
    expect(new Map(states('2027-01-01') as [string, string | null][]).get(early)).toBeNull();
  });

  it('counts what is open of all', () => {
    expect(countNotes(all)).toEqual({ open: 3, all: 4 });
  });

  it('is marked on the timeline, notes too close to each other as one', () => {
    const marks = noteMarkers(all, { frames: 1_000, width: 500, gap: 10 });
    expect(marks.map(({ at: place, until, notes }) => [place, until, ids(notes)])).toEqual([
      [0.01, null, [early, near]],
      [0.9, 0.95, [late]],
    ]);
    expect(noteMarkers(all, { frames: 1_000, width: 5_000, gap: 10 })).toHaveLength(3);
    expect(noteMarkers(all, { frames: 0, width: 500, gap: 10 })).toEqual([]);
  });
});
