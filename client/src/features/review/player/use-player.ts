import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Clock } from './clock.ts';
import { createPlayer, type Player, type PlayerState } from './player.ts';

/** A player for as long as the element and the video are there. */
export function usePlayer(video: HTMLVideoElement | null, clock: Clock | null): Player | null {
  const [player, setPlayer] = useState<Player | null>(null);
  useEffect(() => {
    if (video === null || clock === null) return;
    const created = createPlayer(video, clock);
    setPlayer(created);
    return () => {
      setPlayer(null);
      created.close();
    };
  }, [video, clock]);
  return player;
}

export function usePlayerState(player: Player): PlayerState {
  return useSyncExternalStore(player.subscribe, player.get);
}
