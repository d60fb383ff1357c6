import type { Player } from '../player/player.ts';

/** Further apart than this it goes there; nearer it only hurries, which nobody sees. */
const FAR_FRAMES = 6;
const HURRY = 0.1;

/** What a second player has to do so that it shows what the first one shows. */
export type Step =
  | { do: 'nothing' }
  | { do: 'show' | 'jump'; frame: number }
  | { do: 'run'; speed: number; from: number | null };

export interface Standing {
  frame: number;
  speed: number;
}

/** @param last the last frame of the follower: it may be the shorter one. */
export function stepOf(leader: Standing, follower: Standing, target: number, last: number): Step {
  if (leader.speed <= 0 || target >= last) {
    const there = follower.speed === 0 && follower.frame === Math.min(target, last);
    return there ? { do: 'nothing' } : { do: 'show', frame: Math.min(target, last) };
  }
  const behind = target - follower.frame;
  if (follower.speed <= 0) return { do: 'run', speed: leader.speed, from: behind === 0 ? null : target };
  if (Math.abs(behind) > FAR_FRAMES * Math.max(1, leader.speed)) return { do: 'jump', frame: target };
  const speed = leader.speed * (1 + Math.sign(behind) * HURRY);
  return follower.speed === speed ? { do: 'nothing' } : { do: 'run', speed, from: null };
}

/** One player does what the other does, by the frame; where their rates differ, by the time. Returns how to end it. */
export function keepInStep(leader: Player, follower: Player): () => void {
  const look = () => {
    const [first, second] = [leader.get(), follower.get()];
    if (first.muted !== second.muted) follower.setMuted(first.muted);
    // Where it goes is known; where it will be when it arrives is seen then.
    if (first.speed > 0 && !second.shown) return;
    const target = follower.clock.at(leader.clock.middle(first.frame));
    const step = stepOf(first, second, target, follower.clock.frames - 1);
    switch (step.do) {
      case 'nothing':
        return;
      case 'show':
        follower.show(step.frame);
        return;
      case 'jump':
        follower.jump(step.frame);
        return;
      case 'run':
        if (step.from !== null) follower.jump(step.from);
        follower.run(step.speed);
        return;
      default:
        step satisfies never;
    }
  };
  look();
  return leader.subscribe(look);
}
