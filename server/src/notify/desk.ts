import {
  inboxState,
  KINDS,
  readHome,
  readMarks,
  readPreferences,
  type MailFrequency,
} from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import type { DocumentLog } from '../storage/storage.ts';
import type { Folder } from '../sync/fold-threads.ts';
import { readStoredDoc } from '../sync/stored-doc.ts';
import type { Notice } from './delivery.ts';

/** What a person's own page says at the moment of telling. */
export interface Desk {
  mail: MailFrequency;
  /** Whether their devices may be woken. */
  push: boolean;
  /** Whether they have read it, put it away, or it was taken back: then it is told nowhere. */
  isSettled(notice: Pick<Notice, 'id' | 'at'>): boolean;
}

export type DeskOf = (user: string) => Promise<Desk>;

/** From what is on disk: marks made offline count from the moment they arrive. */
export function desks(options: { documents: DocumentLog; folder: Folder }): DeskOf {
  return async (user) => {
    const doc = await readStoredDoc(options, userDocument(user, 'home'), KINDS.home);
    // Nobody has opened the app since: they have read nothing, and said nothing of how to be told.
    if (doc === null) return UNTOUCHED_DESK;
    const marks = readMarks(doc);
    const taken = readHome(doc).notifications.flatMap(({ id, cancelled }) =>
      cancelled === null ? [] : [id],
    );
    const { mail, push } = readPreferences(doc);
    return {
      mail,
      push,
      isSettled: ({ id, at }) => taken.includes(id) || inboxState({ at }, marks.get(id)) !== 'unread',
    };
  };
}

export const UNTOUCHED_DESK: Desk = { mail: 'hourly', push: true, isSettled: () => false };
