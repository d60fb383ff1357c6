import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { can } from '@clapper/access';
import { api, type AccessRequest } from './api.ts';
import { useProject } from './project-context.tsx';
import { useOnline } from './use-online.ts';

/** New requests appear while the page is open. */
const ASK_EVERY_MS = 15_000;

const NONE: readonly AccessRequest[] = [];

/** Who asked for another role from a read-only page; nobody, for who has no say in that, and without the network. */
export function useAccessRequests(): readonly AccessRequest[] {
  const { id, role } = useProject();
  const online = useOnline();
  const { data } = useQuery({
    queryKey: ['access-requests', id],
    queryFn: () => api.accessRequests(id),
    enabled: online && can({ role }, 'members.manage'),
    refetchInterval: ASK_EVERY_MS,
  });
  return data ?? NONE;
}

/** One of them was answered: they are asked for anew. */
export function useAskAccessRequestsAgain(): () => Promise<void> {
  const { id } = useProject();
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['access-requests', id] }), [queries, id]);
}
