import { useEffect, useRef, useState } from 'react';
import type { Player } from '../player/player.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;

/**
 * A film that stopped coming (the network went, the server started again, its address ran out) is asked for anew, with
 * growing pauses, and shown where one was in it.
 */
export function useFilmAgain(): {
  /** Another one each time it is to be asked for. */
  again: number;
  lost: () => void;
} {
  const [again, setAgain] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wait = useRef(FIRST_WAIT_MS);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    again,
    lost() {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setAgain((before) => before + 1), wait.current);
      wait.current = Math.min(LONGEST_WAIT_MS, wait.current * 1.5);
    },
  };
}

/** Where one was in a cut is where its next player begins. */
export function useSameFrame(player: Player | null, cut: string | null): void {
  const last = useRef<{ cut: string; frame: number } | null>(null);
  useEffect(() => {
    if (player === null || cut === null) return;
    const before = last.current;
    if (before?.cut === cut && before.frame > 0) player.show(before.frame);
    return player.subscribe(() => {
      const { frame, ready } = player.get();
      if (ready) last.current = { cut, frame };
    });
  }, [player, cut]);
}

/** Whether a film that does not play is not there now; else it is, and this browser cannot play it. */
export async function isLost({ error, src }: HTMLVideoElement): Promise<boolean> {
  // Bytes of this device do not go.
  if (src.startsWith('blob:')) return false;
  if (error?.code === MediaError.MEDIA_ERR_NETWORK) return true;
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return false;
  // Where it never began the browser says the same of a film it cannot play and of one that did not come.
  return fetch(src, { method: 'HEAD' }).then(
    ({ ok }) => !ok,
    () => true,
  );
}
