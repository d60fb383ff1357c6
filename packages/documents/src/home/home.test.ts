import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { countUpdates, docOf, replicas } from '../conformance.ts';
import {
  home,
  inboxState,
  markNotifications,
  readFollows,
  readHome,
  readInbox,
  readMarks,
  readPreferences,
  setFollow,
  setPreferences,
  subjectKey,
  unreadByProject,
  writeHome,
} from './index.ts';
import { fixturesOf } from '../fixtures.ts';

const ME = 'me';
const filled = () => docOf(fixturesOf(home)['filled']!);

describe('what the server writes', () => {
  it('reads back what was written, last changed first', () => {
    const facts = readHome(filled());
    const doc = new Y.Doc();
    const { projects, notifications } = facts;
    writeHome(doc, { projects: projects.toReversed(), notifications: notifications.toReversed() }, 'server');
    expect(readHome(doc)).toEqual(facts);
    expect([projects.length, notifications.length]).toEqual([3, 15]);
  });

  it('writes nothing for the same facts, and takes out the projects one has left', () => {
    const doc = filled();
    const updates = countUpdates(doc);
    const { projects, notifications } = readHome(doc);
    writeHome(doc, { projects, notifications }, 'server');
    expect(updates.count).toBe(0);
    writeHome(doc, { projects: projects.slice(1), notifications }, 'server');
    expect([updates.count, readHome(doc).projects]).toEqual([1, projects.slice(1)]);
  });

  it('shows what can be read', () => {
    const doc = docOf(fixturesOf(home)['broken']!);
    expect(readHome(doc).projects.map(({ deadline }) => deadline)).toEqual([null, null]);
    expect(readHome(doc).notifications).toHaveLength(3);
    expect(readPreferences(doc)).toEqual({ mail: 'hourly', push: true });
    expect(readHome(new Y.Doc())).toEqual({ projects: [], notifications: [] });
    expect(readInbox(new Y.Doc())).toEqual([]);
  });

  it('forgets the marks of what has left the list, and no others', () => {
    const doc = filled();
    const { projects, notifications } = readHome(doc);
    const [newest] = notifications;
    const late = { id: 'later', at: newest!.at + 1 };
    markNotifications(doc, ME, [...notifications, late], 'read', 'me');
    writeHome(doc, { projects, notifications: notifications.slice(0, 3) }, 'server');
    expect([...readMarks(doc).keys()].toSorted()).toEqual(
      [...notifications.slice(0, 3).map(({ id }) => id), late.id].toSorted(),
    );
  });
});

describe('what becomes of a notification', () => {
  it('is unread, read or put away, and unread again when asked', () => {
    const doc = filled();
    const all = readInbox(doc);
    expect(all.map(({ state }) => state).slice(0, 6)).toEqual([
      'unread',
      'unread',
      'read',
      'read',
      'archived',
      'unread',
    ]);
    const [project] = unreadByProject(all).keys();
    expect(unreadByProject(all)).toEqual(new Map([[project, 12]]));
  });

  it('is marked at once for many, and writes nothing that is so already', () => {
    const doc = new Y.Doc();
    writeHome(doc, readHome(filled()), 'server');
    const updates = countUpdates(doc);
    markNotifications(doc, ME, readInbox(doc), 'read', 'me');
    markNotifications(doc, ME, readInbox(doc), 'read', 'me');
    expect([updates.count, new Set(readInbox(doc).map(({ state }) => state))]).toEqual([
      1,
      new Set(['read']),
    ]);
    markNotifications(doc, ME, readInbox(doc).slice(0, 1), 'unread', 'me');
    expect(
      readInbox(doc)
        .map(({ state }) => state)
        .slice(0, 2),
    ).toEqual(['unread', 'read']);
  });

  it('is news again when more of it happened than was read', () => {
    expect(inboxState({ at: 7 }, { state: 'archived', upTo: 7 })).toBe('archived');
    expect(inboxState({ at: 8 }, { state: 'archived', upTo: 7 })).toBe('unread');
  });

  it('is not there when it was taken back before it was read, and stays when it was read', () => {
    const doc = filled();
    const { projects, notifications } = readHome(doc);
    const cancelled = notifications.map((one) => ({ ...one, cancelled: one.at + 1 }));
    writeHome(doc, { projects, notifications: cancelled }, 'server');
    expect(readInbox(doc).map(({ state }) => state)).toEqual(['read', 'read', 'archived']);
  });

  it('is read on both devices when two were offline', () => {
    const [phone, laptop] = replicas(fixturesOf(home)['filled']!);
    const items = readInbox(phone!);
    markNotifications(phone!, ME, items.slice(0, 2), 'read', 'me');
    markNotifications(laptop!, ME, items.slice(1, 3), 'archived', 'me');
    for (const [to, from] of [
      [phone, laptop],
      [laptop, phone],
    ] as const) {
      Y.applyUpdate(to!, Y.encodeStateAsUpdate(from!));
    }
    expect(readInbox(phone!)).toEqual(readInbox(laptop!));
    expect(readInbox(phone!).filter(({ state }) => state === 'unread')).toHaveLength(10);
  });
});

describe('what a person follows, and how they are told', () => {
  it('is followed, muted, and left alone again', () => {
    const doc = new Y.Doc();
    const shot = { type: 'shot', id: 's1' } as const;
    setFollow(doc, ME, shot, 'follow', 'me');
    expect(readFollows(doc)).toEqual(new Map([[subjectKey(shot), 'follow']]));
    setFollow(doc, ME, shot, 'mute', 'me');
    expect(readFollows(doc)).toEqual(new Map([[subjectKey(shot), 'mute']]));
    const updates = countUpdates(doc);
    setFollow(doc, ME, shot, 'mute', 'me');
    setFollow(doc, ME, shot, null, 'me');
    setFollow(doc, ME, shot, null, 'me');
    expect([updates.count, readFollows(doc).size]).toEqual([1, 0]);
  });

  it('is told as it says, and mailed once an hour when it says nothing', () => {
    const doc = new Y.Doc();
    expect(readPreferences(doc)).toEqual({ mail: 'hourly', push: true });
    setPreferences(doc, { mail: 'off', push: false }, 'me');
    expect(readPreferences(doc)).toEqual({ mail: 'off', push: false });
    expect(() => setPreferences(doc, { mail: 'weekly' as 'daily' }, 'me')).toThrow('mail');
  });
});
