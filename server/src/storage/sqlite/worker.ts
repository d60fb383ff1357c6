import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { errorData } from '../errors.ts';
import { methodOf } from '../methods.ts';
import { openReader, openWriter, type Connection } from './connection.ts';
import { fromSqlite } from './errors.ts';
import { storageOver } from './parts.ts';
import { probes } from './schema.ts';
import {
  packResult,
  type Answer,
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
  const run = mode === 'write' ? groupCommit(connection) : consistentReads(connection);

  port.on('message', (first: ToWorker) => {
    // Everything that is waiting by now shares this turn, and so one commit.
    const calls: Call[] = [];
    let closing = false;
    for (let message: ToWorker | undefined = first; message !== undefined; message = next()) {
      if (message.type === 'call') calls.push(message);
      else closing = true;
    }
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
  const next = () => receiveMessageOnPort(port)?.message as ToWorker | undefined;

  send({ type: 'ready' });
}

type Run = (calls: Call[], transfer: ArrayBuffer[]) => Answer[];

function dispatcher(connection: Connection): (call: Call, transfer: ArrayBuffer[]) => Answer {
  const parts = storageOver(connection);
  const result = ({ method, args }: Call): unknown => {
    switch (method) {
      case 'durability':
        return durability(connection);
      case 'probe':
        return probe(connection, args[0] as number);
      default:
        return methodOf<unknown>(parts, method)(...args);
    }
  };
  return (call, transfer) => ({
    id: call.id,
    ok: true,
    result: packResult(call.method, result(call), transfer),
  });
}

const failure = (id: number, error: unknown): Answer => ({
  id,
  ok: false,
  error: errorData(fromSqlite(error)),
});

/** One transaction, one sync of the disk for all calls; each is a savepoint, so that one that fails fails alone. */
function groupCommit(connection: Connection): Run {
  const { client } = connection;
  const answer = dispatcher(connection);
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) =>
    client.prepare(sql),
  );
  const [save, release, undo] = ['SAVEPOINT one', 'RELEASE one', 'ROLLBACK TO one'].map((sql) =>
    client.prepare(sql),
  );
  return (calls, transfer) => {
    try {
      begin!.run();
      const answers = calls.map((call) => {
        save!.run();
        try {
          const done = answer(call, transfer);
          release!.run();
          return done;
        } catch (error) {
          // On a full disk or an I/O error SQLite gives the whole transaction up by itself.
          if (!client.inTransaction) throw error;
          undo!.run();
          release!.run();
          return failure(call.id, error);
        }
      });
      commit!.run();
      return answers;
    } catch (error) {
      if (client.inTransaction) rollback!.run();
      return calls.map(({ id }) => failure(id, error));
    }
  };
}

/** Each call sees one state, whatever is committed meanwhile. */
function consistentReads(connection: Connection): Run {
  const { client } = connection;
  const answer = dispatcher(connection);
  const begin = client.prepare('BEGIN');
  const end = client.prepare('COMMIT');
  return (calls, transfer) =>
    calls.map((call) => {
      try {
        begin.run();
        return answer(call, transfer);
      } catch (error) {
        return failure(call.id, error);
      } finally {
        if (client.inTransaction) end.run();
      }
    });
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
