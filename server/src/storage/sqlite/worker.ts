import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { errorData } from '../errors.ts';
import { methodOf } from '../methods.ts';
import { openReader, openWriter, type Connection } from './connection.ts';
import { fromSqlite } from './errors.ts';
import { storageOver } from './parts.ts';
import { probes } from './schema.ts';
import { consistentReads, groupCommit, type Perform } from './transactions.ts';
import {
  packResult,
  unpackArgs,
  type Call,
  type FromWorker,
  type ToWorker,
  type WorkerOptions,
} from './wire.ts';

/** A thread with a connection of its own: the one that writes, or the one that reads. */
function main(): void {
  const port = parentPort!;
  const { file, mode } = workerData as WorkerOptions;
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

  let connection: Connection;
  try {
    connection = mode === 'write' ? openWriter(file) : openReader(file);
  } catch (error) {
    send({ type: 'failed', error: errorData(fromSqlite(error)) });
    port.close();
    return;
  }
  const perform = performer(connection);
  const run = mode === 'write' ? groupCommit(connection, perform) : consistentReads(connection, perform);
  const next = () => receiveMessageOnPort(port)?.message as ToWorker | undefined;

  port.on('message', (first: ToWorker) => {
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
      port.close();
    }
  });

  send({ type: 'ready' });
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
