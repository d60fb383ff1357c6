import type { Role } from '@clapper/access';
import type { DomainEvent, EventTarget, Follow, NotificationType } from '@clapper/documents';
import { describe, expect, it } from 'vitest';
import { recipients, subjectOf, takenBack, type Facts, type Place } from './recipients.ts';

const STAGE: Place = { type: 'stage', id: 'act-1' };
const SHOT: Place = { type: 'shot', id: 'shot-1' };

interface Given {
  follows?: Record<string, Record<string, Follow>>;
  looking?: Record<string, Place>;
  place?: Place;
}

/** A project of Ana (owner), Ben (admin), Eun (editor), Rae (reviewer) and Vic (viewer). */
function facts({ follows = {}, looking = {}, place = STAGE }: Given = {}): Facts {
  const members: [string, Role][] = [
    ['ana', 'owner'],
    ['ben', 'admin'],
    ['eun', 'editor'],
    ['rae', 'reviewer'],
    ['vic', 'viewer'],
  ];
  return {
    project: 'film',
    members: new Map(members),
    thread: () => ({
      place,
      picture: false,
      people: new Set(['eun', 'rae', 'gone']),
      authorOf: (note) => (note === 'note' ? 'rae' : null),
    }),
    peopleOf: ({ type }) => new Set(type === 'shot' || type === 'event' ? ['eun'] : []),
    reviewersOf: () => new Set(['rae', 'vic']),
    stageOf: () => 'act-1',
    follows: (user) => new Map(Object.entries(follows[user] ?? {})),
    isLookingAt: (user, at) => looking[user]?.type === at.type && looking[user].id === at.id,
  };
}

function event<T extends DomainEvent['type']>(
  type: T,
  target: Pick<EventTarget, 'type' | 'id'>,
  detail: Extract<DomainEvent, { type: T }>['detail'],
): DomainEvent {
  return { type, target: { ...target, name: '' }, deviceAt: null, more: 0, detail } as DomainEvent;
}

const thread = { type: 'thread', id: 'thread-1' } as const;
const shot = { type: 'shot', id: 'shot-1' } as const;
const replied = event('replied', thread, { note: 'r', to: null, mentions: ['vic', 'stranger'] });
const told = (one: DomainEvent, actor = 'ana', given: Given = {}) =>
  Object.fromEntries(recipients(one, actor, facts(given)));

describe('whom it concerns', () => {
  const cases: [string, DomainEvent, Record<string, NotificationType>][] = [
    [
      'a reply: who is named, else who is in the thread',
      replied,
      { vic: 'mention', eun: 'reply', rae: 'reply' },
    ],
    [
      'a note at a shot: whose shot it is',
      event('commented', thread, { place: { type: 'stage', id: 'act-1' }, mentions: ['rae'] }),
      { rae: 'mention' },
    ],
    [
      'a name that came into a note later',
      event('mentionsChanged', thread, { note: 'n', added: ['vic'], removed: ['rae'] }),
      { vic: 'mention' },
    ],
    [
      'a reaction: who wrote the note',
      event('reacted', thread, { note: 'note', emoji: ['👍'] }),
      { rae: 'reacted' },
    ],
    ['a note that is resolved', event('resolved', thread, {}), { eun: 'resolved', rae: 'resolved' }],
    ['a shot that is given', event('assigned', shot, { from: null, to: 'rae' }), { rae: 'assigned' }],
    [
      'the status of one’s shot',
      event('statusChanged', shot, { from: 'draft', to: 'approved' }),
      { eun: 'status' },
    ],
    [
      'a stage that is approved: who edits it',
      event('approved', { type: 'stage', id: 'act-1' }, {}),
      { ben: 'approved', eun: 'approved' },
    ],
    [
      'an event that moves: who has to be there',
      event('moved', { type: 'event', id: 'e' }, { from: null, to: 'x' }),
      { eun: 'changed' },
    ],
    [
      'somebody new: who runs the project',
      event('memberJoined', { type: 'member', id: 'vic' }, { role: 'viewer' }),
      { ben: 'memberJoined' },
    ],
    [
      'another role: whose it is',
      event('roleChanged', { type: 'member', id: 'rae' }, { from: 'viewer', to: 'reviewer' }),
      { rae: 'roleChanged' },
    ],
    [
      'a wish to edit',
      event('accessRequested', { type: 'member', id: 'vic' }, { role: 'editor' }),
      { ben: 'accessRequested' },
    ],
    [
      'a new cut: who said something of the video',
      event('cutAdded', { type: 'video', id: 'v' }, { cut: 'c' }),
      { rae: 'newCut', vic: 'newCut' },
    ],
    [
      'how far a note is: who is in its thread',
      event('statusChanged', thread, { from: 'open', to: 'in_progress' }),
      { eun: 'status', rae: 'status' },
    ],
    ['words that are typed: nobody', event('edited', shot, { fields: ['action'] }), {}],
  ];
  it.each(cases)('%s', (_what, one, expected) => expect(told(one)).toEqual(expected));

  it('[NT1] is never whoever did it, and never anybody who is not in the project', () => {
    expect(told(replied, 'rae')).toEqual({ vic: 'mention', eun: 'reply' });
    const strangers = event('commented', thread, {
      place: { type: 'project', id: '' },
      mentions: ['stranger'],
    });
    expect(told(strangers)).toEqual({});
  });

  it('[NT1] is not who looks at it right now', () => {
    expect(told(replied, 'ana', { looking: { vic: STAGE, eun: SHOT } })).toEqual({
      eun: 'reply',
      rae: 'reply',
    });
  });
});

describe('what is followed', () => {
  it('[NT2] tells more, the closest word deciding, and what is muted tells only what names one', () => {
    const edited = event('edited', shot, { fields: ['action'] });
    expect(told(edited, 'ana', { follows: { vic: { 'shot.shot-1': 'follow' } } })).toEqual({
      vic: 'changed',
    });
    const moved = event('deadlineMoved', { type: 'project', id: 'film' }, { from: null, to: '2026-12-18' });
    expect(told(moved, 'ana', { follows: { vic: { 'project.film': 'follow' } } })).toEqual({
      vic: 'changed',
    });
    expect(told(edited, 'ana', { follows: { vic: { 'stage.act-1': 'follow' } } })).toEqual({
      vic: 'changed',
    });
    const closer: Record<string, Follow> = { 'project.film': 'follow', 'shot.shot-1': 'mute' };
    expect(told(edited, 'ana', { follows: { vic: closer } })).toEqual({});
    const muted: Given = { follows: { vic: { 'thread.thread-1': 'mute' }, rae: { 'project.film': 'mute' } } };
    expect(told(replied, 'ana', muted)).toEqual({ vic: 'mention', eun: 'reply' });
  });
});

describe('what is taken back', () => {
  it('[NT3] names what it was told of', () => {
    const mention = event('commented', thread, { place: { type: 'project', id: '' }, mentions: ['rae'] });
    const unnamed = event('mentionsChanged', thread, { note: 'thread-1', added: [], removed: ['rae'] });
    expect(takenBack(unnamed, 'ana')).toEqual([
      { subject: subjectOf(mention, 'ana', 'mention'), users: ['rae'] },
    ]);
    const gone = takenBack(event('noteDeleted', thread, { note: 'r' }), 'ana').map(({ subject }) => subject);
    expect(gone).toEqual(
      ['mention', 'reply'].map((type) => subjectOf(replied, 'ana', type as NotificationType)),
    );
    const verdict = { type: 'stage', id: 'act-1' } as const;
    expect(takenBack(event('verdictWithdrawn', verdict, {}), 'rae')).toEqual([
      { subject: subjectOf(event('approved', verdict, {}), 'rae', 'approved'), users: null },
    ]);
    const [given, taken] = [
      event('assigned', shot, { from: null, to: 'rae' }),
      event('assigned', shot, { from: 'rae', to: null }),
    ];
    expect(takenBack(taken, 'ana')).toEqual([
      { subject: subjectOf(given, 'ana', 'assigned'), users: ['rae'] },
    ]);
    expect(takenBack(given, 'ana')).toEqual([]);
  });
});
