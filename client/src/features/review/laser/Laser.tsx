import { useEffect, useRef, type CSSProperties } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Player } from '../player/player.ts';
import { readPlayhead } from '../together/playhead.ts';
import { isSeenAt, laserAt } from './laser.ts';
import { LaserLayer } from './laser-layer.ts';
import { laserSender } from './say-laser.ts';
import classes from './Laser.module.css';

interface LaserProps {
  awareness: Awareness;
  me: { id: string; name: string };
  player: Player;
  cut: string;
  /** Of the picture, its width by its height. */
  aspect: number;
  /** Whether I point: else it only shows where others do. */
  active: boolean;
  onLeave: () => void;
  /** The server's time. */
  now: () => number;
}

/** The layer over the picture on which people point at things, seen by all who look at the same frame. */
export function Laser({ awareness, me, player, cut, aspect, active, onLeave, now }: LaserProps) {
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const flags = useRef<HTMLDivElement>(null);
  const layer = useRef<LaserLayer | null>(null);
  const { id, name } = me;

  useEffect(() => {
    if (surface.current === null || canvas.current === null || flags.current === null) return;
    const here = () => ({ cut, frame: player.get().frame, ...player.clock });
    const painted = new LaserLayer(
      { canvas: canvas.current, flags: flags.current, flagClass: classes['flag'] ?? '' },
      {
        awareness,
        me: { id, name },
        sees: (laser, state) => isSeenAt(laser, readPlayhead(state), here(), now()),
      },
    );
    layer.current = painted;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) painted.resize(entry.contentRect.width, entry.contentRect.height);
    });
    watch.observe(surface.current);
    return () => {
      layer.current = null;
      watch.disconnect();
      painted.dispose();
    };
  }, [awareness, player, cut, id, name, now]);

  useEffect(() => {
    const element = surface.current;
    if (!active || element === null) return;
    const sender = laserSender(awareness);
    const point = (event: PointerEvent) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const laser = laserAt(cut, (event.clientX - left) / width, (event.clientY - top) / height);
      if (laser === null) return;
      layer.current?.point(laser);
      sender.say(laser);
    };
    const events = ['pointerdown', 'pointermove'] as const;
    for (const event of events) element.addEventListener(event, point);
    return () => {
      for (const event of events) element.removeEventListener(event, point);
      sender.end();
    };
  }, [awareness, cut, active]);

  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [active]);

  return (
    <div
      ref={surface}
      className={classes['layer']}
      style={{ '--aspect': aspect } as CSSProperties}
      data-active={active || undefined}
      data-testid="laser-layer"
      aria-hidden
    >
      <canvas ref={canvas} />
      <div ref={flags} />
    </div>
  );
}
