import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import {
  addShot,
  addTake,
  BOARD_ASPECTS,
  deleteShots,
  deleteTakes,
  duplicateShots,
  lockNumbers,
  moveShots,
  NUMBERINGS,
  readBoard,
  readBoardSettings,
  readTakes,
  restoreShots,
  restoreTakes,
  setAspect,
  setNumbering,
  setShots,
  setShotText,
  shotText,
  showTake,
  TAKE_LAYERS,
  unlockNumbers,
} from './board/index.ts';
import {
  addEvent,
  cancelOccurrence,
  changeOccurrence,
  deleteEvents,
  duplicateEvent,
  endSeriesBefore,
  EVENT_TEXTS,
  EVENT_TYPES,
  eventText,
  keepProposal,
  moveEvent,
  readCalendar,
  restoreEvents,
  restoreOccurrence,
  setEvent,
  setEventText,
  setRepeats,
  splitSeries,
  type When,
} from './calendar/index.ts';
import { addDays, formatDate } from './calendar/dates.ts';
import { daysOf } from './calendar/occurrences.ts';
import type { Act } from './act.ts';
import { addShape, changeShape, deleteShape, readShapes } from './drawing/index.ts';
import { SHOT_SIZES, SHOT_TEXTS } from './board/schema.ts';
import { describeDocumentKind, type Expected } from './conformance.ts';
import { readFeed, writeFeed } from './feed/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON } from './fixture-facts.ts';
import {
  MAIL_FREQUENCIES,
  markNotifications,
  markThreads,
  readFollows,
  readHome,
  readInbox,
  readPreferences,
  readReadings,
  setFollow,
  setPreferences,
  writeHome,
} from './home/index.ts';
import { readInfo, writeInfo } from './info/index.ts';
import {
  addCut,
  addNote,
  addNoteReply,
  addVideo,
  carryNote,
  deleteCut,
  deleteFeedback,
  deleteVideo,
  editNoteWords,
  hideFeedback,
  judgeCut,
  labelCut,
  measureCut,
  moveVideo,
  NOTE_PRIORITIES,
  NOTE_STATUSES,
  readInternalNotes,
  readMedia,
  readReview,
  renameVideo,
  restoreCut,
  restoreVideo,
  setCutMedia,
  setNote,
  setNoteMatter,
  setNoteStatus,
  showFeedback,
  toggleNoteReaction,
  type VideoPlace,
} from './video-review.ts';
import {
  appendContent,
  countWords,
  fragmentText,
  planProblem,
  readStages,
  renameStage,
  setStageStatus,
  stageContent,
  stageId,
  STAGE_STATUSES,
} from './plan/index.ts';
import { KINDS, type KindName } from './registry.ts';
import { savedVersion } from './saved-versions.ts';
import {
  addReply,
  addThread,
  assignThread,
  deleteNote,
  editWords,
  hideNote,
  judgeStage,
  moveThread,
  readTalk,
  reopenThread,
  resolveThread,
  showNote,
  toggleReaction,
  VERDICTS,
} from './talk/index.ts';

type ByHand = Omit<Expected, 'saved'>;

const ORIGIN = 'test';
const INBOX_STATES = ['unread', 'read', 'archived'] as const;
const FOLLOWS = ['follow', 'mute', null] as const;
const STAGES = [0, 1, 2, 3].map((index) => ({ id: stageId(FIXTURE_FACTS.project, index) }));
const ANY_MEMBER_READS = {
  owner: 'r',
  admin: 'r',
  editor: 'r',
  reviewer: 'r',
  viewer: 'r',
  stranger: '-',
} as const;
const EDITORS_WRITE = {
  owner: 'rw',
  admin: 'rw',
  editor: 'rw',
  reviewer: 'r',
  viewer: 'r',
  stranger: '-',
} as const;
const REVIEWERS_WRITE = { ...EDITORS_WRITE, reviewer: 'rw' } as const;
/** The user's own document; roles on projects say nothing about it. */
const THE_USER_WRITES = {
  owner: 'rw',
  admin: 'rw',
  editor: 'rw',
  reviewer: 'rw',
  viewer: 'rw',
  stranger: 'rw',
} as const;

const PICTURE = {
  name: '그림.png',
  type: 'image/png',
  bytes: 9,
  width: 16,
  height: 9,
  thumbhash: null,
} as const;
const idOf = ({ id }: { id: string }): string => id;

const EXPECTED: Record<KindName, ByHand> = {
  info: {
    access: ANY_MEMBER_READS,
    read: readInfo,
    edit(doc, random, step) {
      const facts = readInfo(doc)!;
      const members = facts.members.filter(() => random(6) > 0);
      if (random(2) === 0) {
        members.push({
          id: `new-${doc.clientID}-${step}`,
          name: '새 사람',
          picture: null,
          role: 'viewer',
          joinedAt: step,
        });
      }
      writeInfo(doc, { ...facts, name: `이름 ${random(3)}`, members }, ORIGIN);
    },
  },
  feed: {
    access: ANY_MEMBER_READS,
    read: readFeed,
    edit(doc, random, step) {
      const entries = readFeed(doc);
      const [entry] = entries;
      const next = { ...entry!, id: `new-${doc.clientID}-${step}`, until: step };
      // One stays: the next is made after it.
      const kept = entries.filter((one) => one === entry || random(8) > 0);
      writeFeed(
        doc,
        random(2) ? [next, ...kept] : kept.map((one) => ({ ...one, count: 1 + random(3) })),
        ORIGIN,
      );
    },
  },
  home: {
    access: THE_USER_WRITES,
    read: (doc) => [readHome(doc), readInbox(doc), readReadings(doc), readFollows(doc), readPreferences(doc)],
    edit(doc, random, step) {
      const { projects, notifications } = readHome(doc);
      const notification = notifications[random(notifications.length)]!;
      switch (random(7)) {
        case 4: {
          const readings = new Map([[`t${random(3)}`, { upTo: step, notes: random(4) }]]);
          return markThreads(doc, { by: 'me', at: step }, readings, ORIGIN);
        }
        case 0:
          return markNotifications(doc, 'me', [notification], INBOX_STATES[random(3)]!, ORIGIN);
        case 1:
          return setFollow(doc, 'me', { type: 'shot', id: `s${random(3)}` }, FOLLOWS[random(3)]!, ORIGIN);
        case 2:
          return setPreferences(doc, { mail: MAIL_FREQUENCIES[random(4)]!, push: random(2) === 0 }, ORIGIN);
        case 3: {
          const counted = { ...notification, count: notification.count + 1, at: notification.at + step };
          const rest = notifications.filter(({ id }) => id !== notification.id);
          return writeHome(doc, { projects, notifications: [counted, ...rest] }, ORIGIN);
        }
      }
      const changed = projects.map((project) => ({ ...project, updatedAt: random(5) }));
      const name = `${step}`;
      changed.push({
        id: `p${random(4)}`,
        name,
        role: 'editor',
        status: 'active',
        deadline: null,
        progress: null,
        updatedAt: step,
      });
      writeHome(
        doc,
        {
          projects: [...new Map(changed.map((project) => [project.id, project])).values()],
          notifications,
        },
        ORIGIN,
      );
    },
  },
  plan: {
    access: EDITORS_WRITE,
    read(doc) {
      return readStages(doc).stages.map(({ id }) => {
        const content = stageContent(doc, id);
        return content === null ? null : [planProblem(content), countWords(fragmentText(content))];
      });
    },
    edit(doc, random, step) {
      const { id } = STAGES[random(STAGES.length)]!;
      const content = stageContent(doc, id)!;
      switch (random(4)) {
        case 0:
          return renameStage(doc, id, `단계 ${random(9)}`, ORIGIN);
        case 1:
          return setStageStatus(doc, id, STAGE_STATUSES[random(3)]!, ORIGIN);
        case 2: {
          const block = content.get(random(content.length));
          const text = block instanceof Y.XmlElement ? block.get(0) : null;
          if (text instanceof Y.XmlText)
            text.insert(random(text.length + 1), '비', random(2) ? { bold: {} } : {});
          return;
        }
        default:
          return appendContent(
            content,
            [
              {
                type: 'paragraph',
                content: [
                  { type: 'text', text: `줄 ${step}` },
                  { type: 'shotChip', attrs: { shot: FIXTURE_PERSON.by, name: `샷 ${step}` } },
                ],
              },
            ],
            ORIGIN,
          );
      }
    },
  },
  board: {
    access: EDITORS_WRITE,
    read: (doc) => [
      readBoard(doc, STAGES),
      readTakes(doc),
      readBoardSettings(doc),
      shotText(doc, 'nothing', 'title'),
    ],
    edit(doc, random, step) {
      const { shots, deleted } = readBoard(doc, STAGES);
      const some = (): string[] => shots.filter(() => random(4) === 0).map(({ id }) => id);
      const stage = STAGES[random(STAGES.length)]!.id;
      const before = shots[random(shots.length + 1)]?.id ?? null;
      const act = { by: 'me', at: step };
      switch (random(12)) {
        case 10:
          if (random(2)) return lockNumbers(doc, STAGES, act, ORIGIN);
          return unlockNumbers(doc, ORIGIN);
        case 11:
          setAspect(doc, BOARD_ASPECTS[random(BOARD_ASPECTS.length)]!, ORIGIN);
          return setNumbering(doc, Object.values(NUMBERINGS)[random(3)]!, ORIGIN);
        case 0:
          return void addShot(doc, { stage, before, ...act, fields: { title: `샷 ${step}` } }, ORIGIN);
        case 1:
          return void duplicateShots(doc, some().slice(0, 2), act, ORIGIN);
        case 2:
          return setShots(doc, some(), { size: SHOT_SIZES[random(7)]!, duration: random(9) }, ORIGIN);
        case 3:
          if (before !== null)
            setShotText(doc, before, SHOT_TEXTS[random(4)]!, `말 ${random(50)} 👩‍👩‍👧`, ORIGIN);
          return;
        case 4:
          return deleteShots(doc, some().slice(0, 2), act, ORIGIN);
        case 5:
          return restoreShots(
            doc,
            deleted.map(({ id }) => id),
            ORIGIN,
          );
        case 6:
          if (before !== null)
            addTake(
              doc,
              {
                shot: before,
                layer: TAKE_LAYERS[random(2)]!,
                picture: { ...PICTURE, hash: `${random(4)}`.repeat(64) },
                note: `${step}`,
                ...act,
              },
              ORIGIN,
            );
          return;
        case 7:
          for (const [shot, { lineart }] of readTakes(doc))
            showTake(doc, shot, 'lineart', lineart.takes.at(-1)?.id ?? null, ORIGIN);
          return;
        case 8:
          for (const { art } of readTakes(doc).values())
            if (random(2)) deleteTakes(doc, art.takes.slice(0, 1).map(idOf), act, ORIGIN);
            else restoreTakes(doc, art.deleted.map(idOf), ORIGIN);
          return;
        default:
          return moveShots(doc, some(), { stage, before }, STAGES, ORIGIN);
      }
    },
  },
  calendar: {
    access: EDITORS_WRITE,
    read: (doc) => [readCalendar(doc), eventText(doc, 'nothing', 'title')],
    edit(doc, random, step) {
      const { events, deleted } = readCalendar(doc);
      const event = events[random(events.length)]!;
      const day = addDays('2026-11-02', random(28));
      const allDay: When = { allDay: true, start: day, end: addDays(day, 1 + random(3)) };
      const timed: When = { allDay: false, start: `${day}T06:00`, end: `${day}T07:30`, zone: 'Asia/Seoul' };
      const when = random(2) ? allDay : timed;
      const act = { by: ['ana', 'ben', 'cho'][random(3)]!, at: step };
      const dates = event.repeats === null ? [] : daysOf(event, 20_800).map(formatDate);
      const date = dates[random(dates.length)] ?? null;
      switch (random(12)) {
        case 0:
          return void addEvent(
            doc,
            { when, ...act, fields: { title: `일정 ${step}`, type: EVENT_TYPES[random(10)] } },
            ORIGIN,
          );
        case 1:
          return void duplicateEvent(doc, event.id, when, act, ORIGIN);
        case 2:
          return setEvent(
            doc,
            event.id,
            { location: `${random(3)}층`, people: [{ user: act.by, name: '' }] },
            act,
            ORIGIN,
          );
        case 3:
          return setEventText(doc, event.id, EVENT_TEXTS[random(2)]!, `말 ${random(50)} 👩‍👩‍👧`, ORIGIN);
        case 4:
          return deleteEvents(doc, [event.id], act, ORIGIN);
        case 5:
          return restoreEvents(
            doc,
            deleted.map(({ id }) => id),
            act,
            ORIGIN,
          );
        case 6:
          return setRepeats(
            doc,
            event.id,
            random(3) ? { freq: 'weekly', interval: 1 + random(2), count: 6 } : null,
            act,
            ORIGIN,
          );
        case 7:
          if (date !== null && random(2))
            changeOccurrence(doc, event.id, date, { when, changes: { title: `${step}` } }, act, ORIGIN);
          else if (date !== null) cancelOccurrence(doc, event.id, date, act, ORIGIN);
          return;
        case 8:
          if (date !== null && random(2)) restoreOccurrence(doc, event.id, date, act, ORIGIN);
          else if (date !== null) endSeriesBefore(doc, event.id, date, act, ORIGIN);
          return;
        case 9:
          if (date !== null && date !== dates[0]) splitSeries(doc, event.id, date, { when }, act, ORIGIN);
          return;
        case 10: {
          const torn = events.find(({ proposals }) => proposals.length > 0);
          if (torn !== undefined) keepProposal(doc, torn.id, torn.proposals.at(-1)!, act, ORIGIN);
          return;
        }
        default:
          return moveEvent(doc, event.id, when, act, ORIGIN);
      }
    },
  },
  talk: {
    access: REVIEWERS_WRITE,
    read: (doc) => [readTalk(doc), readShapes(doc)],
    edit(doc, random, step) {
      const { threads } = readTalk(doc);
      const notes = threads.flatMap((thread) => [thread, ...thread.replies]);
      const thread = threads[random(threads.length)]!;
      const note = notes[random(notes.length)]!;
      const by = ['ana', 'ben', 'cho'][random(3)]!;
      const act = { by, at: step };
      const words = `말 ${random(50)} 👩‍👩‍👧 @민수`;
      const said = { words, mentions: random(2) ? [{ user: 'minsu', name: '민수' }] : [] };
      switch (random(11)) {
        case 0:
          return void addThread(
            doc,
            { anchor: { type: 'shot', shot: `s${random(4)}` }, ...said, ...act },
            ORIGIN,
          );
        case 1:
          return void addReply(doc, { thread: thread.id, to: note.id, ...said, ...act }, ORIGIN);
        case 2:
          return editWords(doc, note.id, said, { ...act, by: note.authorId }, ORIGIN);
        case 3:
          return deleteNote(doc, note.id, { ...act, by: note.authorId }, ORIGIN);
        case 4:
          return random(2) ? hideNote(doc, note.id, act, ORIGIN) : showNote(doc, note.id, ORIGIN);
        case 5:
          return random(2)
            ? resolveThread(doc, thread.id, act, ORIGIN)
            : reopenThread(doc, thread.id, ORIGIN);
        case 6:
          return random(2)
            ? assignThread(doc, thread.id, random(2) ? by : null, ORIGIN)
            : moveThread(doc, thread.id, { type: 'project' }, thread.authorId, ORIGIN);
        case 7:
        case 8:
          return drawAnything(doc, random, act);
        case 9:
          return toggleReaction(doc, { note: note.id, emoji: random(2) ? '👍' : '❤️', by }, ORIGIN);
        default:
          return judgeStage(
            doc,
            { stage: `stage${random(2)}`, verdict: VERDICTS[random(3)] ?? null, ...act },
            ORIGIN,
          );
      }
    },
  },
  media: {
    access: EDITORS_WRITE,
    read: readMedia,
    edit(doc, random, step) {
      const { videos, deleted } = readMedia(doc);
      const video = videos[random(videos.length)];
      const act = { by: 'me', at: step };
      switch (random(5)) {
        case 0:
          return void addVideo(doc, { title: `영상 ${step}`, before: video?.id ?? null, ...act }, ORIGIN);
        case 1:
          return video && renameVideo(doc, video.id, `이름 ${random(9)}`, ORIGIN);
        case 2:
          return video && deleteVideo(doc, video.id, act, ORIGIN);
        case 3:
          return deleted.forEach(({ id }) => restoreVideo(doc, id, ORIGIN));
        default:
          return video && moveVideo(doc, video.id, videos[random(videos.length + 1)]?.id ?? null, ORIGIN);
      }
    },
  },
  review: {
    access: REVIEWERS_WRITE,
    read: readReview,
    edit(doc, random, step) {
      const { cuts, deletedCuts } = readReview(doc);
      const cut = cuts[random(cuts.length)];
      const act = { by: ['ana', 'ben', 'cho'][random(3)]!, at: step };
      const file = { hash: `${random(9)}`.repeat(64), name: '새 편집.mp4', type: 'video/mp4', bytes: step };
      const measured = { width: 1280, height: 720, video: null };
      switch (random(9)) {
        case 0:
          return void addCut(doc, { file, label: `${step}`, measured, ...act }, ORIGIN);
        case 1:
          return cut && labelCut(doc, cut.id, `편집 ${random(9)}`, ORIGIN);
        case 2:
          return (
            cut &&
            (random(2) ? deleteCut(doc, cut.id, act, ORIGIN) : measureCut(doc, cut.id, measured, ORIGIN))
          );
        case 3:
          return deletedCuts.forEach(({ id }) => restoreCut(doc, id, ORIGIN));
        case 4:
          return cut && setCutMedia(doc, cut.file.hash, { ...measured, state: 'original' }, ORIGIN);
        case 5:
          return cut && judgeCut(doc, { cut: cut.id, verdict: VERDICTS[random(3)] ?? null, ...act }, ORIGIN);
        default:
          return editFeedback(doc, random, step);
      }
    },
  },
  notes: {
    access: { ...EDITORS_WRITE, reviewer: '-', viewer: '-' },
    read: readInternalNotes,
    edit: editFeedback,
  },
  scratch: {
    access: EDITORS_WRITE,
    read: (doc) => [doc.getText('note'), doc.getArray('list'), doc.getMap('map'), doc.getXmlFragment('page')],
    edit(doc, random, step) {
      doc.getText('note').insert(random(doc.getText('note').length + 1), `${step}`);
      doc.getArray('list').push([step]);
      doc.getMap('map').set(`key${random(3)}`, step);
    },
  },
};

/** A kind that holds drawings: a line, or something done to one that is there. */
function drawAnything(doc: Y.Doc, random: (below: number) => number, act: Act): void {
  const [shape] = [...readShapes(doc).values()].flat();
  const chance = random(4);
  if (shape === undefined || chance < 2) {
    const points = [0, 0, random(9) / 9, 1];
    const line = { of: `of${random(2)}`, type: 'arrow', points, color: '#ffd43b', width: 4 } as const;
    addShape(doc, { ...line, ...act }, ORIGIN);
  } else if (chance === 2) changeShape(doc, shape.id, { width: 1 + random(10) }, shape.authorId, ORIGIN);
  else deleteShape(doc, shape.id, { ...act, by: shape.authorId }, ORIGIN);
}

/** What reviews and internal notes have in common. */
function editFeedback(doc: Y.Doc, random: (below: number) => number, step: number): void {
  const { notes } = readInternalNotes(doc);
  const note = notes[random(notes.length)]!;
  const all = notes.flatMap((one) => [one, ...one.replies]);
  const any = all[random(all.length)]!;
  const by = ['ana', 'ben', 'cho'][random(3)]!;
  const act = { by, at: step };
  const place: VideoPlace = random(4)
    ? { frame: random(90), endFrame: random(2) ? 100 : null, time: random(100) / 24 }
    : { frame: null, endFrame: null, time: 0 };
  const said = {
    words: `말 ${random(50)} 👩‍👩‍👧 @민수`,
    mentions: random(2) ? [{ user: 'minsu', name: '민수' }] : [],
  };
  switch (random(11)) {
    case 0:
      return void addNote(doc, { cut: 'cut', place, tags: ['색'], ...said, ...act, name: '민수' }, ORIGIN);
    case 1:
      return void addNoteReply(doc, { note: note.id, to: any.id, ...said, ...act, name: '민수' }, ORIGIN);
    case 2:
      return editNoteWords(doc, any.id, said, { ...act, by: any.authorId }, ORIGIN);
    case 3:
      return deleteFeedback(doc, any.id, { ...act, by: any.authorId }, ORIGIN);
    case 4:
      return random(2) ? hideFeedback(doc, any.id, act, ORIGIN) : showFeedback(doc, any.id, ORIGIN);
    case 5:
      return setNoteStatus(doc, note.id, NOTE_STATUSES[random(4)]!, act, ORIGIN);
    case 6:
      return setNote(
        doc,
        note.id,
        {
          priority: NOTE_PRIORITIES[random(4)]!,
          assignee: random(2) ? by : null,
          due: random(2) ? `2026-12-${10 + random(9)}` : null,
        },
        ORIGIN,
      );
    case 7:
      return setNoteMatter(doc, note.id, { place, attachments: [] }, note.authorId, ORIGIN);
    case 9:
      return drawAnything(doc, random, act);
    case 8:
      return carryNote(doc, note.id, { cut: 'later', place, ...act }, ORIGIN);
    default:
      return toggleNoteReaction(doc, { id: any.id, emoji: random(2) ? '👍' : '❤️', by }, ORIGIN);
  }
}

for (const [name, kind] of Object.entries(KINDS)) {
  describeDocumentKind(kind, {
    ...EXPECTED[name as KindName],
    saved: (version) => readFileSync(new URL(savedVersion(kind.kind, version), import.meta.url)),
  });
}
