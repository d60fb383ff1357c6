import { addShape, DRAWING_LIMITS, type Shape } from '@clapper/documents';
import { addCut, addNote, addNoteReply, addVideo, NOTE_LIMITS } from '@clapper/documents/review';
import { newId, projectDocument } from '@clapper/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Principal } from '../auth/principal.ts';
import { openApi, type Answer, type TestApi } from './test-api.ts';
import { openTeam, type Team } from './test-team.ts';

/**
 * The limits that the seeds name, each declared once, asked for where it is enforced: by the guard, of an update that no
 * write of ours has looked at, and by the API. The interface reads the same declarations.
 */
let api: TestApi;
let team: Team;
let video = '';
let review: string;
let cut = '';
let note: string;

const act = { at: 1 };

beforeAll(async () => {
  api = await openApi({ ffmpeg: null });
  team = await openTeam(api);
  const { sync } = api.server;
  const by = { by: team.people.owner.id, ...act };
  await sync.write(projectDocument(team.project, 'media'), null, (doc) => {
    video = addVideo(doc, { title: '30초', ...by }, 'test');
  });
  review = projectDocument(team.project, 'review', video);
  const file = { hash: 'a'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 9 };
  await sync.write(review, null, (doc) => {
    cut = addCut(doc, { file, measured: null, ...by }, 'test');
  });
  note = (await feedback({})).body.id;
});
afterAll(() => api.close());

function feedback(more: object): Promise<Answer> {
  return team.call('reviewer', 'POST', '/feedbacks', {
    ...{ video_id: video, timestamp: 1, content: '로고' },
    ...more,
  });
}

/** A note whose author's device says what it wants. */
function unchecked(change: (doc: Y.Doc, note: Y.Map<unknown>, id: string) => void): Promise<void> {
  const by = team.people.reviewer.id;
  const principal: Principal = {
    user: by,
    name: 'reviewer',
    session: '',
    expiresAt: 0,
    isSystemAdmin: false,
    guest: null,
  };
  return api.server.sync.writeAs(review, principal, (doc, name) => {
    const place = { frame: null, endFrame: null, time: 1 };
    const id = addNote(doc, { cut, place, words: '로고', by, ...act, name }, 'test');
    change(doc, doc.getMap('notes').get(id) as Y.Map<unknown>, id);
  });
}

const tags = (count: number, length = 2): string[] =>
  Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'x'));
const arrow = { points: [0, 0, 1, 1], color: '#ff0000', width: 3 };
const drawn = (width = 3) => ({
  ...{ type: 'arrow', coordinates: arrow.points, style: { color: arrow.color, width } },
});

function rawShape(doc: Y.Doc, of: string, more: Partial<Shape>): void {
  const shape = { of, authorId: team.people.reviewer.id, createdAt: 1, type: 'arrow', ...arrow, ...more };
  doc.getMap('shapes').set(newId(), new Y.Map(Object.entries(shape)));
}

interface Limit {
  what: string;
  /** As declared, and as the seeds have it. */
  declared: number;
  seeds: number;
  guard(value: number): Promise<void>;
  http(value: number): Promise<Answer>;
}

const LIMITS: Limit[] = [
  {
    what: 'characters of feedback',
    declared: NOTE_LIMITS.words,
    seeds: 5_000,
    guard: (n) => unchecked((_, record) => record.set('words', 'x'.repeat(n))),
    http: (n) => feedback({ content: 'x'.repeat(n) }),
  },
  {
    what: 'characters of a comment',
    declared: NOTE_LIMITS.reply,
    seeds: 2_000,
    guard: (n) =>
      unchecked((doc, _, of) => {
        const said = { by: team.people.reviewer.id, ...act, name: 'reviewer' };
        const id = addNoteReply(doc, { note: of, words: '네', mentions: [], ...said }, 'test');
        (doc.getMap('replies').get(id) as Y.Map<unknown>).set('words', 'x'.repeat(n));
      }),
    http: (n) => team.call('reviewer', 'POST', '/comments', { feedback_id: note, content: 'x'.repeat(n) }),
  },
  {
    what: 'tags',
    declared: NOTE_LIMITS.tags,
    seeds: 10,
    guard: (n) => unchecked((_, record) => record.set('tags', tags(n))),
    http: (n) => feedback({ tags: tags(n) }),
  },
  {
    what: 'characters of a tag',
    declared: NOTE_LIMITS.tag,
    seeds: 30,
    guard: (n) => unchecked((_, record) => record.set('tags', tags(1, n))),
    http: (n) => feedback({ tags: tags(1, n) }),
  },
  {
    what: 'seconds of a time',
    declared: NOTE_LIMITS.seconds,
    seeds: 86_400,
    guard: (n) => unchecked((_, record) => record.set('place', { frame: null, endFrame: null, time: n })),
    http: (n) => feedback({ timestamp: n }),
  },
  {
    what: 'shapes of a drawing',
    declared: DRAWING_LIMITS.shapes,
    seeds: 50,
    guard: (n) => unchecked((doc, _, of) => Array.from({ length: n }, () => rawShape(doc, of, {}))),
    http: (n) => feedback({ drawing_data: { shapes: Array.from({ length: n }, () => drawn()) } }),
  },
  {
    what: 'width of a line',
    declared: DRAWING_LIMITS.width.most,
    seeds: 10,
    guard: (n) => unchecked((doc, _, of) => rawShape(doc, of, { width: n })),
    http: (n) => feedback({ drawing_data: { shapes: [drawn(n)] } }),
  },
  {
    what: 'numbers of a shape that is no stroke',
    declared: DRAWING_LIMITS.points.most,
    seeds: 8,
    guard: (n) => unchecked((doc, _, of) => rawShape(doc, of, { points: Array(n).fill(0.5) as number[] })),
    http: (n) =>
      feedback({ drawing_data: { shapes: [{ ...drawn(), coordinates: Array(n).fill(0.5) as number[] }] } }),
  },
];

describe.each(LIMITS)('$what: $seeds', ({ declared, seeds, guard, http }) => {
  it('is declared as the seeds have it', () => expect(declared).toBe(seeds));

  it('[GD4] is what the guard takes, and one more is refused', async () => {
    await guard(declared);
    await expect(guard(declared + 1)).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('[GD9] is what the API takes, and one more is refused with its field', async () => {
    expect((await http(declared)).status).toBe(201);
    const { status, body } = await http(declared + 1);
    expect([status, body.error.code, body.error.details.length]).toEqual([422, 'INVALID_FIELDS', 1]);
  });
});

it('a drawing is as full for the API as for the app', async () => {
  await unchecked((doc, _, of) => {
    for (let i = 0; i < DRAWING_LIMITS.shapes; i++) rawShape(doc, of, {});
    const one = { of, type: 'arrow', ...arrow, by: team.people.reviewer.id, ...act } as const;
    expect(() => addShape(doc, one, 'test')).toThrow(/too many/);
  });
});
