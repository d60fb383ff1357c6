import type { ApiInstance } from '@clapper/protocol';
import { useEffect, useState } from 'react';
import { api } from '../../app/api.ts';

export type InstanceState =
  | { state: 'asking' }
  | { state: 'known'; instance: ApiInstance }
  | { state: 'failed'; error: unknown };

/** What this server allows before anybody is signed in. */
export function useInstance(): InstanceState {
  const [state, setState] = useState<InstanceState>({ state: 'asking' });
  useEffect(() => {
    let gone = false;
    api.instance().then(
      (instance) => {
        if (!gone) setState({ state: 'known', instance });
      },
      (error: unknown) => {
        if (!gone) setState({ state: 'failed', error });
      },
    );
    return () => {
      gone = true;
    };
  }, []);
  return state;
}
