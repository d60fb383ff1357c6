import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { errorData } from '../errors.ts';
import { methodOf } from '../methods.ts';
import { openReader, openWriter, type Connection } from './connection.ts';
import { fromSqlite } from './errors.ts';
import { storageOver } from './parts.ts';
import { probes } from './schema.ts';
import { consistentReads, groupCommit, type Perform, type Run } from './transactions.ts';
import {
  packResult,
  unpackArgs,
  type Call,
  type FromWorker,
  type ToWorker,
  type WorkerOptions,
} from './wire.ts';

/** What a thread has open. */
interface Open {
  connection: Connection;
  mode: WorkerOptions['mode'];
  run: Run;
}

/** A thread with a connection of its own: the one that writes, or the one that reads. Closed, it waits for another file. */
function main(): void {
  const port = parentPort!;
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const next = () => receiveMessageOnPort(port)?.message as ToWorker | undefined;
  let open: Open | null = null;

  function begin({ file, mode }: WorkerOptions): void {
    try {
      const connection = mode === 'write' ? openWriter(file) : openReader(file);
      const perform = performer(connection);
      const run = mode === 'write' ? groupCommit(connection, perform) : consistentReads(connection, perform);
      open = { connection, mode, run };
      send({ type: 'ready' });
    } catch (error) {
      send({ type: 'failed', error: errorData(fromSqlite(error)) });
    }
  }

  function answer({ connection, mode, run }: Open, first: Exclude<ToWorker, { type: 'open' }>): void {
    const calls: Call[] = [];
    let closing = false;
    const sort = (message: ToWorker): void => {
      if (message.type === 'call') calls.push(message);
      else closing = true;
    };
    sort(first);
    // Every write that is waiting by now shares this turn, and so one commit. A read is answered by itself.
    if (mode === 'write') for (let more = next(); more !== undefined; more = next()) sort(more);
    if (calls.length > 0) {
      const transfer: ArrayBuffer[] = [];
      const answers = run(calls, transfer);
      send({ type: 'answers', answers }, transfer);
    }
    if (closing) {
      connection.client.close();
      open = null;
      send({ type: 'closed' });
    }
  }

  port.on('message', (message: ToWorker) => {
    if (message.type === 'open') begin(message);
    else if (open !== null) answer(open, message);
  });
}

/** What a call means: a method of the storage, or a question to the connection itself. */
function performer(connection: Connection): Perform {
  const parts = storageOver(connection);
  const perform = ({ method, args }: Call): unknown => {
    switch (method) {
      case 'durability':
        return durability(connection);
      case 'probe':
        return probe(connection, args[0] as number);
      default:
        return methodOf<unknown>(parts, method)(...unpackArgs(method, args));
    }
  };
  return (call, transfer) => packResult(call.method, perform(call), transfer);
}

function durability({ client }: Connection): Record<string, string> {
  const read = (name: string) => String(client.pragma(name, { simple: true }));
  return {
    journal_mode: read('journal_mode'),
    synchronous: read('synchronous'),
    foreign_keys: read('foreign_keys'),
  };
}

function probe({ db }: Connection, at: number): void {
  db.insert(probes).values({ id: 1, at }).onConflictDoUpdate({ target: probes.id, set: { at } }).run();
}

main();
