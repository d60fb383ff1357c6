import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { Avatar, personStyle } from '../../presence/index.ts';
import { frameNow } from './playhead.ts';
import { useHeads } from './use-heads.ts';
import classes from './OthersAt.module.css';

/** What plays is drawn anew so often. */
const MOVE_EVERY_MS = 250;

interface OthersAtProps {
  awareness: Awareness;
  cut: string;
  clock: { fps: number; frames: number };
  now: () => number;
}

/** Where in this cut the others are, on the timeline. */
export function OthersAt({ awareness, cut, clock, now }: OthersAtProps) {
  const heads = useHeads(awareness).filter(({ head }) => head.cut === cut);
  const moves = heads.some(({ head }) => head.speed !== 0);
  const [, draw] = useState(0);
  useEffect(() => {
    if (!moves) return;
    const timer = setInterval(() => draw((count) => count + 1), MOVE_EVERY_MS);
    return () => clearInterval(timer);
  }, [moves]);
  return heads.map(({ id, name, head, guest }) => (
    <span
      key={id}
      className={classes['head']}
      data-person={id}
      data-frame={head.frame}
      ref={(element) => {
        element?.setAttribute(
          'style',
          `${personStyle(id)}; inset-inline-start: ${((frameNow(head, clock, now()) + 0.5) / clock.frames) * 100}%`,
        );
      }}
    >
      <Avatar id={id} name={name} size={18} guest={guest} quiet />
    </span>
  ));
}
