import { useEffect, useRef } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { leaderOf } from '../../presence/follow.ts';
import { userOf } from '../../presence/people.ts';
import { usePlane } from '../../presence/index.ts';
import { readTabs } from '../../presence/project-people.ts';
import type { Player } from '../player/player.ts';
import { frameNow, readPlayhead, type Playhead } from './playhead.ts';

/** How often it is seen to that both play at the same place. */
const LOOK_EVERY_MS = 500;
/** As many seconds apart are not heard. */
const OFF_S = 0.2;

/** Watches with the person one follows: their cut, their frame, and while they play as fast as they do. */
export function useFollowPlayhead(
  awareness: Awareness | null,
  player: Player | null,
  {
    cut,
    onCut,
    now,
  }: {
    cut: string | null;
    onCut: (cut: string) => void;
    /** The server's time: what they said is so old. */
    now: () => number;
  },
): void {
  const plane = usePlane();
  const latest = useRef({ onCut, now });
  useEffect(() => {
    latest.current = { onCut, now };
  });
  useEffect(() => {
    if (plane === null || awareness === null || player === null) return;
    const look = () => {
      const target = plane.following.get();
      if (target === null) return;
      const leader = leaderOf(readTabs(plane.awarenesses(), plane.me), target);
      const head = leader === null ? null : playheadOf(awareness, leader.id);
      if (head === null) return;
      if (head.cut !== cut) {
        latest.current.onCut(head.cut);
        return;
      }
      goWith(player, head, latest.current.now());
    };
    awareness.on('change', look);
    const stop = plane.following.subscribe(look);
    const again = setInterval(look, LOOK_EVERY_MS);
    look();
    return () => {
      awareness.off('change', look);
      stop();
      clearInterval(again);
    };
  }, [plane, awareness, player, cut]);
}

/** Of several tabs of theirs the one that spoke last. */
export function playheadOf(awareness: Awareness, user: string): Playhead | null {
  let found: Playhead | null = null;
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID || userOf(state)?.id !== user) continue;
    const head = readPlayhead(state);
    if (head !== null && (found === null || head.at > found.at)) found = head;
  }
  return found;
}

function goWith(player: Player, head: Playhead, now: number): void {
  const { frame, speed, shown } = player.get();
  const there = frameNow(head, player.clock, now);
  if (head.speed <= 0) {
    if (speed !== 0 || frame !== there) player.show(there);
    return;
  }
  const isFar = Math.abs(frame - there) > OFF_S * player.clock.fps * head.speed;
  // On its way already.
  if (isFar && shown) player.jump(there);
  if (speed !== head.speed) player.run(head.speed);
}
