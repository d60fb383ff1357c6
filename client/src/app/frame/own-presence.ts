import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useProject } from '../project-context.tsx';
import { pageOfPath } from './pages.ts';

/** Who has not touched anything for this long is away. */
const IDLE_AFTER_MS = 3 * 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells the others which page this tab shows and whether anybody is in front of it. */
export function useOwnPresence(): void {
  const { infoState } = useProject();
  const awareness = infoState.phase === 'ready' ? infoState.awareness : null;
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) });

  useEffect(() => {
    awareness?.setLocalStateField('page', page);
  }, [awareness, page]);

  useEffect(() => {
    if (awareness === null) return;
    let idle = false;
    let timer: ReturnType<typeof setTimeout>;
    const set = (next: boolean) => {
      if (idle === next) return;
      idle = next;
      awareness.setLocalStateField('idle', next);
    };
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => set(true), IDLE_AFTER_MS);
      set(false);
    };
    const visibility = () => {
      if (document.visibilityState === 'visible') alive();
    };
    alive();
    for (const event of SIGNS_OF_LIFE) window.addEventListener(event, alive, { passive: true });
    document.addEventListener('visibilitychange', visibility);
    return () => {
      clearTimeout(timer);
      for (const event of SIGNS_OF_LIFE) window.removeEventListener(event, alive);
      document.removeEventListener('visibilitychange', visibility);
    };
  }, [awareness]);
}
