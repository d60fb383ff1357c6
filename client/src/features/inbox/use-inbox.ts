import { readFollows, readHome, readInbox, type Follow, type InboxItem } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import type { HandleState } from '@clapper/device';
import type { Doc } from 'yjs';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';

export interface Inbox {
  state: HandleState;
  /** Null: it is not here yet. */
  items: InboxItem[] | null;
  follows: ReadonlyMap<string, Follow>;
  /** What the projects are called, by id. */
  projects: ReadonlyMap<string, string>;
}

/** What concerns me, also without the network. */
export function useInbox(): Inbox {
  const me = useMe();
  const state = useDocument(userDocument(me.id, 'home'));
  const read = useRead(state, readAll);
  return { state, ...(read ?? NOTHING) };
}

function readAll(doc: Doc): Omit<Inbox, 'state'> {
  const projects = new Map(readHome(doc).projects.map(({ id, name }) => [id, name]));
  return { items: readInbox(doc), follows: readFollows(doc), projects };
}

export function unreadIn({ items }: Pick<Inbox, 'items'>): InboxItem[] {
  return (items ?? []).filter((item) => item.state === 'unread');
}

const NOTHING: Omit<Inbox, 'state'> = { items: null, follows: new Map(), projects: new Map() };
