import { useDevice, useStore } from './device-context.tsx';

/** Whether the server is there: what needs it says so in place when it is not. */
export function useOnline(): boolean {
  return useStore(useDevice().connection).state === 'connected';
}
