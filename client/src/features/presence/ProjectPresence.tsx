import { useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react';
import { useRouterState } from '@tanstack/react-router';
import { useMe } from '../../app/device-context.tsx';
import { pageOfPath } from '../../app/frame/pages.ts';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useStore } from '../../app/store.ts';
import { useAttention } from './attention.ts';
import { createPlane, PlaneContext, usePlane, type AttachedPlane, type PresencePlane } from './plane.ts';

const words = { presence: () => import('@clapper/locales/presence') };
const PresenceLive = lazyPart(() => import('./PresenceLive.tsx'), words);
const WhoIsHere = lazyPart(() => import('./WhoIsHere.tsx'), words);

/** One plane for all pages of the project. Who is alone loads nothing of what is drawn of others. */
export function ProjectPresence({ children }: { children: ReactNode }) {
  const me = useMe().id;
  const plane = useMemo(() => createPlane(me), [me]);
  useDocumentsOf(plane);
  useAttention(plane);
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) });
  useEffect(() => plane.say({ page }), [plane, page]);
  const someone = useStore(plane.someone);
  return (
    <PlaneContext value={plane}>
      {children}
      {someone && <PresenceLive />}
    </PlaneContext>
  );
}

/** Where the top bar shows who is here. */
export function PeopleHere() {
  const plane = usePlane();
  return plane === null ? null : <OthersHere plane={plane} />;
}

function OthersHere({ plane }: { plane: PresencePlane }) {
  return useStore(plane.someone) ? <WhoIsHere /> : null;
}

function useDocumentsOf(plane: AttachedPlane): void {
  const { infoState, plan, board } = useProject();
  const [info, ...others] = [infoState, plan, board].map((state) =>
    state.phase === 'ready' ? state.awareness : null,
  );
  const [ofPlan, ofBoard] = others;
  useLayoutEffect(() => {
    if (info == null) return;
    return plane.attach([info, ofPlan, ofBoard].filter((awareness) => awareness != null));
  }, [plane, info, ofPlan, ofBoard]);
  useLayoutEffect(() => () => plane.leave(), [plane]);
}
