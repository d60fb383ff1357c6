import { errorData } from '../errors.ts';
import type { Connection } from './connection.ts';
import { fromSqlite } from './errors.ts';
import type { Answer, Call } from './wire.ts';

/** Answers calls in their order; what is to be transferred with the answers is added to `transfer`. */
export type Run = (calls: Call[], transfer: ArrayBuffer[]) => Answer[];

/** What a call means, inside a transaction. */
export type Perform = (call: Call, transfer: ArrayBuffer[]) => unknown;

/** One transaction, one sync of the disk for all calls; each is a savepoint, so that one that fails fails alone. */
export function groupCommit({ client }: Connection, perform: Perform): Run {
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
          const answer = success(call, perform(call, transfer));
          release!.run();
          return answer;
        } catch (error) {
          // On a full disk or an I/O error SQLite gives the whole transaction up by itself.
          if (!client.inTransaction) throw error;
          undo!.run();
          release!.run();
          return failure(call, error);
        }
      });
      commit!.run();
      return answers;
    } catch (error) {
      if (client.inTransaction) rollback!.run();
      return calls.map((call) => failure(call, error));
    }
  };
}

/** Each call sees one state, whatever is committed meanwhile. */
export function consistentReads({ client }: Connection, perform: Perform): Run {
  const begin = client.prepare('BEGIN');
  const end = client.prepare('COMMIT');
  return (calls, transfer) =>
    calls.map((call) => {
      try {
        begin.run();
        return success(call, perform(call, transfer));
      } catch (error) {
        return failure(call, error);
      } finally {
        if (client.inTransaction) end.run();
      }
    });
}

const success = ({ id }: Call, result: unknown): Answer => ({ id, ok: true, result });

const failure = ({ id }: Call, error: unknown): Answer => ({
  id,
  ok: false,
  error: errorData(fromSqlite(error)),
});
