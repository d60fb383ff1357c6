import { atLeast } from '@clapper/access';
import { readTalk, type Act, type Talk, type Thread } from '@clapper/documents';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type * as Y from 'yjs';
import { useDevice, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import { draftsOf, type Drafts } from './drafts.ts';
import { useUnsentNotes } from './unsent-notes.ts';
import type { Member } from './mentions.ts';

/** What is written here; nobody's undo takes back what was said. */
export const TALK_ORIGIN = 'talk';

/** The project's talk and what this person may do in it. */
export interface TalkSession {
  project: string;
  doc: Y.Doc;
  talk: Talk;
  me: Member;
  members: readonly Member[];
  /** May write, react and judge stages. */
  writable: boolean;
  /** May take another's note from sight and bring it back. */
  moderates: boolean;
  canResolve(thread: Thread): boolean;
  /** Who does it, and when. */
  act(): Act;
  drafts: Drafts;
  /** Notes of which something is on this device only, so far. */
  unsent: ReadonlySet<string>;
}

const TalkContext = createContext<TalkSession | null>(null);

/** Null until the talk is on this device, and where it cannot be shown: the page works without. */
export function useTalk(): TalkSession | null {
  return useContext(TalkContext);
}

export function TalkProvider({ children }: { children: ReactNode }) {
  const device = useDevice();
  const { id: project, talk: state, role, members } = useProject();
  const talk = useRead(state, readTalk);
  const doc = state.phase === 'ready' ? state.doc : null;
  const writable = state.phase === 'ready' && state.access.write && state.schema === 'fits';
  const unsent = useUnsentNotes(project, doc);
  const session = useMemo<TalkSession | null>(() => {
    if (doc === null || talk === null) return null;
    const { user: me } = device;
    const edits = role !== null && atLeast(role, 'editor');
    return {
      project,
      doc,
      talk,
      me,
      members,
      writable,
      moderates: writable && role !== null && atLeast(role, 'admin'),
      canResolve: ({ authorId }) => writable && (edits || authorId === me.id),
      act: () => ({ by: me.id, at: device.serverTime() }),
      drafts: draftsOf(me.id, project),
      unsent,
    };
  }, [device, doc, talk, project, members, writable, role, unsent]);
  return <TalkContext value={session}>{children}</TalkContext>;
}

/** The name a person has in the project; null: they are no longer in it. */
export function nameOf({ members }: TalkSession, user: string): string | null {
  return members.find(({ id }) => id === user)?.name ?? null;
}
