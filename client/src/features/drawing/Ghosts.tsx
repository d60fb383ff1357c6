import type { Shape } from '@clapper/documents';
import { useEffect, useRef } from 'react';
import { paintShape } from './paint/paint-shape.ts';
import { sceneOf } from './paint/scene.ts';
import classes from './Ghosts.module.css';

export interface GhostsProps {
  earlier: readonly Shape[];
  later: readonly Shape[];
  /** Of the picture, its width by its height. */
  aspect: number;
}

/** What is drawn on the frames around, faint and each time in one tint: no line of it is of this frame. */
export default function Ghosts({ earlier, later, aspect }: GhostsProps) {
  return (
    <>
      <Ghost when="earlier" shapes={earlier} aspect={aspect} />
      <Ghost when="later" shapes={later} aspect={aspect} />
    </>
  );
}

function Ghost({
  when,
  shapes,
  aspect,
}: {
  when: 'earlier' | 'later';
  shapes: readonly Shape[];
  aspect: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element == null || context == null) return;
    const scene = sceneOf(aspect);
    const paint = () => {
      const ratio = window.devicePixelRatio;
      [element.width, element.height] = [element.clientWidth * ratio, element.clientHeight * ratio];
      const { color } = getComputedStyle(element);
      const scale = element.width / scene.width;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      for (const shape of shapes) paintShape(context, { ...shape, color }, scene);
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    return () => watch.disconnect();
  }, [shapes, aspect]);
  return (
    <canvas ref={canvas} className={classes[when]} data-ghost={when} data-count={shapes.length} aria-hidden />
  );
}
