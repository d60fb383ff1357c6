import type * as Y from 'yjs';
import {
  EVENT_SOURCES,
  eventsOf,
  named,
  type DomainEvent,
  type Happening,
  type KindName,
  type Touch,
} from '@clapper/documents';
import type { Logger } from '../log.ts';
import type { Act, Bursts, Telling } from './bursts.ts';

/** How the edits of one document become activity. None of it ever fails: an edit is worth more than the news of it. */
export interface DocumentActivity {
  /** What an edit is about to do; `doc` as it is before. */
  foreseen(touches: readonly Touch[], doc: Y.Doc): readonly Happening[];
  /** It has been done; `doc` as it is now. */
  done(foreseen: readonly Happening[], doc: Y.Doc): readonly DomainEvent[];
  take(acts: readonly Act[]): Telling;
}

/** Null where nothing that is done tells anybody anything. */
export function documentActivity(options: {
  document: string;
  project: string;
  kind: KindName;
  /** Of a document that has one. */
  name: string | null;
  bursts: Bursts;
  log: Logger;
}): DocumentActivity | null {
  const { document, project, kind, name, bursts, log } = options;
  const source = EVENT_SOURCES[kind];
  if (source === null) return null;

  function unlessItFails<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      log.error({ error, document }, 'activity.notRead');
      return otherwise;
    }
  }

  return {
    foreseen: (touches, doc) => unlessItFails(() => eventsOf(source, touches, doc, name), []),
    done: (foreseen, doc) =>
      unlessItFails(
        () => foreseen.filter(({ target }) => isId(target.id)).map((one) => named(source, one, doc)),
        [],
      ),
    take: (acts) =>
      unlessItFails(() => bursts.take(document, project, acts), { rows: [], stored: () => undefined }),
  };
}

/** Of records; a database takes not every text, and what is named otherwise is no record of ours. */
function isId(id: string): boolean {
  return /^[\w:.-]{1,128}$/.test(id);
}
