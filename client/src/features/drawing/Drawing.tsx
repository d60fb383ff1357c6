import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { showErrorToast } from '../../ui/toast.tsx';
import { drawByHand } from './canvas/hand.ts';
import { DrawingCanvas } from './canvas/drawing-canvas.ts';
import { LiveLayer } from './live/live-layer.ts';
import { sceneOf } from './paint/scene.ts';
import type { DrawingSession } from './session/drawing-session.ts';
import { isShown } from './session/shown.ts';
import { useDrawingKeys } from './session/use-drawing-keys.ts';
import { TextEntry } from './TextEntry.tsx';
import classes from './Drawing.module.css';

export interface DrawingProps {
  session: DrawingSession;
  /** Of the picture, its width by its height. The layer fills what it is put into, which is as large as the picture. */
  aspect: number;
  /** Whether I draw: else it only shows, and lets through whoever points at the picture. */
  active: boolean;
  /** Whether what is under it plays. */
  playing: boolean;
  /** I am done. */
  onLeave: () => void;
}

/** The layer over a picture or a frame: what was drawn, what others draw this moment, and my own hand. */
export default function Drawing({ session, aspect, active, playing, onLeave }: DrawingProps) {
  const { t } = useTranslation('drawing');
  const host = useRef<HTMLDivElement>(null);
  const tool = useStore(session.tool);
  const writing = useStore(session.writing);
  const shown = isShown(useStore(session.shown), playing);
  useDrawingKeys(session, { active, aspect, leave: onLeave });

  const full = useRef(() => undefined as void);
  useEffect(() => {
    full.current = () => void showErrorToast(t('full'));
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const scene = sceneOf(aspect);
    // Fabric takes its canvas apart when it is done with it: it gets one of its own each time.
    const below = document.createElement('canvas');
    const above = document.createElement('canvas');
    const flags = document.createElement('div');
    above.className = classes['hand'] ?? '';
    flags.className = classes['flags'] ?? '';
    element.append(below, above, flags);
    const live = new LiveLayer({ canvas: above, flags, flagClass: classes['flag'] ?? '' }, session, scene);
    const canvas = new DrawingCanvas(below, session, { scene, painted: (id) => live.settle(id) });
    const stopHand = drawByHand(above, {
      session,
      scene: () => scene,
      show: (drawn, id) => live.show(drawn, id),
      full: () => full.current(),
    });
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      canvas.resize(width, height, scene);
      live.resize(width, height, scene);
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      watch.disconnect();
      stopHand();
      live.dispose();
      canvas.dispose();
      element.replaceChildren();
    };
  }, [session, aspect]);

  useEffect(() => {
    if (!active) session.selected.set(null);
    // Nobody draws what they do not see.
    else if (session.shown.get() === 'hidden') session.shown.set('paused');
  }, [session, active]);

  return (
    <div
      className={classes['layer']}
      data-active={active || undefined}
      data-tool={tool}
      data-hidden={!shown || undefined}
      data-testid="drawing-layer"
    >
      <div ref={host} className={classes['canvases']} aria-hidden />
      {active && writing !== null && <TextEntry session={session} writing={writing} />}
    </div>
  );
}
