import { readHome, type HomeFacts } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import type { HandleState } from '@clapper/device';
import { useDocument, useMe, useRead } from './device-context.tsx';

/** My list of projects, also without the network. */
export function useHome(): { state: HandleState; projects: HomeFacts['projects'] | null } {
  const me = useMe();
  const state = useDocument(userDocument(me.id, 'home'));
  return { state, projects: useRead(state, readHome)?.projects ?? null };
}
