import { parentPort } from 'node:worker_threads';
import * as Y from 'yjs';
import { applyStored, isWhole } from './stored-content.ts';
import { unpackUpdates, type FoldAnswer, type FoldTask } from './fold-wire.ts';

/** A thread that does what would hold up everybody on the event loop: it builds docs from long logs and writes them out. */
function main(): void {
  const port = parentPort!;
  port.on('message', (task: FoldTask) => {
    let answer: FoldAnswer;
    try {
      answer = { ok: true, update: perform(task) };
    } catch (error) {
      answer = { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(answer, answer.ok ? [answer.update.buffer] : []);
  });
}

/** What it answers owns its memory. */
function perform(task: FoldTask): Uint8Array<ArrayBuffer> {
  switch (task.do) {
    case 'fold':
      return new Uint8Array(fold(unpackUpdates(task.updates)));
    case 'diff':
      return new Uint8Array(Y.diffUpdate(task.update, task.stateVector));
    default:
      return task satisfies never;
  }
}

function fold(updates: Iterable<Uint8Array>): Uint8Array {
  const doc = new Y.Doc();
  try {
    applyStored(doc, updates);
    if (!isWhole(doc)) throw new Error('the rows do not fit together');
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}

main();
