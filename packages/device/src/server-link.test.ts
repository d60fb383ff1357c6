import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { SCRATCH } from './testing/people.ts';
import { silent } from './environment.ts';
import { ServerLink, type LinkedDocument } from './server-link.ts';

const EPOCH = 'epoch-1';

/** A document that is joined at seq 1, with one edit pushed. */
function pushed(): ServerLink {
  const nothing = () => undefined;
  const to: LinkedDocument = {
    document: SCRATCH,
    schemaVersion: 0,
    log: silent,
    random: () => 0,
    doc: () => doc,
    isOpen: () => true,
    mayWrite: () => true,
    hasUnsent: () => false,
    send: () => true,
    requestJoin: nothing,
    pendingOf: () => Promise.resolve([]),
    joined: nothing,
    caughtUp: nothing,
    leftBehind: nothing,
    received: nothing,
    acknowledged: nothing,
    refused: nothing,
    rebuild: nothing,
    gone: nothing,
    held: nothing,
    presenceLost: nothing,
  };
  const doc = new Y.Doc();
  const link = new ServerLink(to);
  const update = Y.encodeStateAsUpdate(doc);
  link.queue.add([
    { document: SCRATCH, n: 1, clientId: doc.clientID, tab: 'here', at: 0, change: 1, update },
  ]);
  link.restarted({ epoch: EPOCH, seq: 1, tip: 'one' });
  link.connected(0);
  link.joinRequest();
  link.answered({
    document: SCRATCH,
    result: 'joined',
    epoch: EPOCH,
    base: null,
    firstSeq: 1,
    headSeq: 1,
    headTip: 'one',
    access: { read: true, write: true, role: 'editor' },
    schema: 0,
  });
  return link;
}

test('[J16] the row of an ACK is the next one', () => {
  const link = pushed();
  link.acknowledged({ type: 'ack', document: SCRATCH, n: 1, seq: 2, tip: 'two' });
  expect(link.history).toEqual({ epoch: EPOCH, seq: 2, tip: 'two' });
});

test('[J16] the row of an ACK that is ahead of rows not here yet counts when they are', () => {
  const link = pushed();
  link.acknowledged({ type: 'ack', document: SCRATCH, n: 1, seq: 3, tip: 'three' });
  expect(link.history).toEqual({ epoch: EPOCH, seq: 1, tip: 'one' });
  const update = Y.encodeStateAsUpdate(new Y.Doc());
  link.rows({ type: 'rows', document: SCRATCH, epoch: EPOCH, from: 2, to: 2, tip: 'two', update });
  expect(link.history).toEqual({ epoch: EPOCH, seq: 3, tip: 'three' });
});

test('[J16] an ACK without a row moves nothing', () => {
  const link = pushed();
  link.acknowledged({ type: 'ack', document: SCRATCH, n: 1, seq: null, tip: null });
  expect(link.history).toEqual({ epoch: EPOCH, seq: 1, tip: 'one' });
});
