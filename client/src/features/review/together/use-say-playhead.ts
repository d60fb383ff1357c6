import { useEffect, useRef } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Player } from '../player/player.ts';
import { frameNow, type Playhead } from './playhead.ts';

/** While it plays nothing new is said for so long, as long as it plays as was said. */
const SAY_EVERY_MS = 2_000;
/** As many seconds beside where one said to be is worth saying. */
const OFF_S = 0.15;

/** Tells the others where in the video one is. */
export function useSayPlayhead(
  awareness: Awareness | null,
  player: Player | null,
  { cut, draws, now }: { cut: string | null; draws: Playhead['draws']; now: () => number },
): void {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const { of, frame: over } = draws ?? {};
  useEffect(() => {
    if (awareness === null || player === null || cut === null) return;
    let said: Playhead | null = null;
    const say = () => {
      const { frame, speed } = player.get();
      const at = latest.current();
      if (said !== null && said.speed === speed && at - said.at < SAY_EVERY_MS) {
        const expected = frameNow(said, player.clock, at);
        const off = speed === 0 ? 0 : OFF_S * player.clock.fps * Math.abs(speed);
        if (Math.abs(expected - frame) <= off) return;
      }
      if (said !== null && speed === 0 && said.speed === 0 && said.frame === frame) return;
      said = {
        ...{ cut, frame, speed, at },
        draws: of === undefined || over === undefined ? null : { of, frame: over },
      };
      awareness.setLocalStateField('playhead', said);
    };
    say();
    const stop = player.subscribe(say);
    return () => {
      stop();
      awareness.setLocalStateField('playhead', null);
    };
  }, [awareness, player, cut, of, over]);
}
