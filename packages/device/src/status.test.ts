import { describe, expect, test } from 'vitest';
import {
  CANNOT_SAVE_MS,
  CANNOT_STORE_MS,
  deviceStatus,
  statusDue,
  type DocumentStatusFacts,
  type StatusFacts,
} from './status.ts';

const NOW = 1_000_000;
const written: DocumentStatusFacts = {
  changes: 0,
  write: true,
  own: false,
  live: true,
  lastSyncAt: NOW - 10,
  inMemorySince: null,
  waitingSince: null,
  trouble: null,
};
const read: DocumentStatusFacts = { ...written, write: false };
const waiting = (ms: number, changes = 1): DocumentStatusFacts => ({
  ...written,
  changes,
  waitingSince: NOW - ms,
});
const facts = (over: Partial<StatusFacts>): StatusFacts => ({
  now: NOW,
  problem: null,
  connection: 'connected',
  offlineSince: null,
  documents: [written],
  ...over,
});

describe('the pill', () => {
  test.each<[string, Partial<StatusFacts>, ReturnType<typeof deviceStatus>]>([
    ['everything acknowledged', {}, { state: 'saved' }],
    ['no document open', { documents: [] }, { state: 'saved' }],
    [
      'no document open, offline',
      { documents: [], connection: 'offline', offlineSince: 5 },
      { state: 'away' },
    ],
    ['an edit on its way', { documents: [waiting(100)] }, { state: 'saving', changes: 1 }],
    [
      'edits of several documents are added up',
      { documents: [waiting(100, 2), waiting(50, 3), read] },
      { state: 'saving', changes: 5 },
    ],
    [
      'the first seconds of connecting',
      { connection: 'connecting', documents: [waiting(100)] },
      { state: 'saving', changes: 1 },
    ],
    [
      'offline with edits',
      { connection: 'offline', offlineSince: 7, documents: [waiting(9e6, 12)] },
      { state: 'offline', changes: 12, since: 7 },
    ],
    [
      'offline with an edit that the disk does not have yet',
      {
        connection: 'offline',
        offlineSince: 7,
        documents: [waiting(9e6, 12), { ...waiting(10), inMemorySince: NOW - 10 }],
      },
      { state: 'saving', changes: 13 },
    ],
    [
      'not stored at the server for the limit, and on its way to the disk',
      { documents: [{ ...waiting(CANNOT_SAVE_MS), inMemorySince: NOW - 10 }] },
      { state: 'saving', changes: 1 },
    ],
    [
      'a disk that takes nothing for the limit',
      { documents: [{ ...waiting(10), inMemorySince: NOW - CANNOT_STORE_MS }] },
      { state: 'notSaved', reason: 'failed', changes: 1 },
    ],
    [
      'offline without edits',
      { connection: 'offline', offlineSince: 7 },
      { state: 'offline', changes: 0, since: 7 },
    ],
    [
      'not answered for just under the limit',
      { documents: [waiting(CANNOT_SAVE_MS - 1)] },
      { state: 'saving', changes: 1 },
    ],
    [
      'not answered for the limit',
      { documents: [waiting(CANNOT_SAVE_MS)] },
      { state: 'serverCannotSave', changes: 1, code: 'UNAVAILABLE', reason: '' },
    ],
    [
      'with the reason the server gave',
      {
        documents: [
          written,
          { ...waiting(CANNOT_SAVE_MS, 3), trouble: { code: 'DISK_FULL', reason: 'disk is full' } },
        ],
      },
      { state: 'serverCannotSave', changes: 3, code: 'DISK_FULL', reason: 'disk is full' },
    ],
    [
      'trouble without an edit that waits',
      { documents: [{ ...written, trouble: { code: 'UNAVAILABLE', reason: '' } }] },
      { state: 'saved' },
    ],
    [
      'offline is not the server failing',
      { connection: 'offline', documents: [waiting(9e6)] },
      { state: 'offline', changes: 1, since: null },
    ],
    [
      'storage blocked is worst',
      { problem: 'blocked', documents: [waiting(CANNOT_SAVE_MS)] },
      { state: 'notSaved', reason: 'blocked', changes: 1 },
    ],
    [
      'disk full, offline',
      { problem: 'full', connection: 'offline', documents: [waiting(1, 2)] },
      { state: 'notSaved', reason: 'full', changes: 2 },
    ],
    ['a reader, current', { documents: [read] }, { state: 'upToDate' }],
    [
      'a reader, who writes in what is their own',
      { documents: [read, { ...written, own: true }] },
      { state: 'upToDate' },
    ],
    [
      'a reader, whose own is on its way',
      { documents: [read, { ...waiting(100), own: true }] },
      { state: 'saving', changes: 1 },
    ],
    [
      'a reader, still joining',
      { documents: [{ ...read, live: false }] },
      { state: 'copy', since: NOW - 10 },
    ],
    [
      'a reader, offline: the oldest copy counts',
      { connection: 'offline', documents: [read, { ...read, lastSyncAt: 3 }] },
      { state: 'copy', since: 3 },
    ],
    [
      'a reader whose edits are being taken back',
      { documents: [{ ...read, changes: 1 }] },
      { state: 'saving', changes: 1 },
    ],
    ['one document to write among many to read', { documents: [read, read, written] }, { state: 'saved' }],
  ])('%s', (_name, over, status) => {
    expect(deviceStatus(facts(over))).toEqual(status);
  });

  test('knows when it will change by itself', () => {
    expect(statusDue(facts({}))).toBeNull();
    expect(statusDue(facts({ documents: [waiting(1_000), waiting(3_000)] }))).toBe(
      NOW - 3_000 + CANNOT_SAVE_MS,
    );
    expect(statusDue(facts({ documents: [waiting(CANNOT_SAVE_MS)] }))).toBeNull();
    expect(statusDue(facts({ connection: 'offline', documents: [waiting(1_000)] }))).toBeNull();
  });
});
