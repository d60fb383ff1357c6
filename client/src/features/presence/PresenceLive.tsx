import { useEffect, useMemo, useRef } from 'react';
import { createAnchors } from './anchors.ts';
import { paintCursors } from './cursor-layer.ts';
import { Following } from './Following.tsx';
import { sayView } from './follow.ts';
import { paintOutlines } from './outlines.ts';
import { sayCursor } from './own-cursor.ts';
import { usePlane } from './plane.ts';
import { useComings } from './use-comings.ts';
import classes from './CursorLayer.module.css';

/** Everything that is drawn of other people over the pages, and what they are told of this one. */
export default function PresenceLive() {
  const plane = usePlane();
  useComings(plane);
  const layer = useRef<HTMLDivElement>(null);
  const anchors = useMemo(() => createAnchors(document), []);
  useEffect(() => {
    const host = layer.current;
    if (plane === null || host === null) return;
    const stops = [
      paintCursors(plane, anchors, host),
      paintOutlines(plane),
      sayCursor(plane, anchors),
      sayView(plane, anchors),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [plane, anchors]);
  return (
    <>
      <div ref={layer} className={classes['layer']} aria-hidden data-presence-layer />
      {plane !== null && <Following plane={plane} anchors={anchors} />}
    </>
  );
}
