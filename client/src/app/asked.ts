import { useRouterState } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** When a place was gone to on purpose: the same address asked for again is another question. */
    asked?: number;
  }
}

/** Distinguishes what an address asks for now from the same asked before. */
export function useAsked(): number {
  return useRouterState({ select: ({ location }) => location.state.asked ?? 0 });
}
