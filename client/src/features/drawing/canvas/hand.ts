import { type ShapeType } from '@clapper/documents';
import type { Drawn } from '../paint/paint-shape.ts';
import type { Scene } from '../paint/scene.ts';
import type { DrawingSession } from '../session/drawing-session.ts';
import { Draft, type Touch } from '../strokes/draft.ts';

export interface HandOptions {
  session: DrawingSession;
  scene(): Scene;
  /** What is being drawn, to be shown this frame; null: nothing any more. `id` waits for its shape. */
  show(drawn: Drawn | null, id: string | null): void;
  /** There was no room for it. */
  full(): void;
}

/** Draws with whatever points: a mouse, a finger, a pen with its pressure. One at a time; two fingers are no drawing. */
export function drawByHand(surface: HTMLElement, { session, scene, show, full }: HandOptions): () => void {
  let pointer: number | null = null;
  let draft: Draft | null = null;
  let id: string | null = null;

  const touchAt = (event: PointerEvent): Touch => {
    const { left, top, width } = surface.getBoundingClientRect();
    const scale = scene().width / width;
    return {
      x: (event.clientX - left) * scale,
      y: (event.clientY - top) * scale,
      pressure: event.pointerType === 'pen' ? event.pressure : null,
    };
  };
  const stop = (): void => {
    [pointer, draft, id] = [null, null, null];
  };
  const drop = (): void => {
    if (draft === null) return;
    session.live.drop();
    show(null, null);
    stop();
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (pointer !== null) return drop();
    const tool = session.tool.get();
    if (tool === 'select' || session.of.get() === null) return;
    event.preventDefault();
    if (session.room() <= 0) return full();
    pointer = event.pointerId;
    surface.setPointerCapture(pointer);
    const look = { color: session.color.get(), width: session.width.get() };
    draft = new Draft(tool, look, scene(), touchAt(event));
    id = session.live.begin();
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer || draft === null) return;
    // A fast hand makes more than one move a frame.
    const all = event.getCoalescedEvents();
    for (const one of all.length === 0 ? [event] : all) draft.moveTo(touchAt(one), event.shiftKey);
    const { drawn } = draft;
    show(drawn, null);
    session.live.say(drawn);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== pointer || draft === null || id === null) return;
    const finished = draft.finished();
    const shapeId = id;
    stop();
    if (finished === null || finished.type === 'text') {
      session.live.drop();
      show(null, null);
      if (finished !== null) session.writing.set({ id: null, points: finished.points, text: '' });
      return;
    }
    show(finished, shapeId);
    commit(finished, shapeId);
  };
  const commit = ({ type, ...look }: Drawn & { type: ShapeType }, shapeId: string): void => {
    const drawn = session.draw(type, look, shapeId);
    if (drawn === null) {
      session.live.drop();
      show(null, null);
      return full();
    }
    session.live.done();
  };
  const cancel = (event: PointerEvent) => {
    if (event.pointerId === pointer) drop();
  };
  surface.addEventListener('pointerdown', down);
  surface.addEventListener('pointermove', move);
  surface.addEventListener('pointerup', up);
  surface.addEventListener('pointercancel', cancel);
  const unsubscribe = session.tool.subscribe(drop);
  return () => {
    drop();
    unsubscribe();
    surface.removeEventListener('pointerdown', down);
    surface.removeEventListener('pointermove', move);
    surface.removeEventListener('pointerup', up);
    surface.removeEventListener('pointercancel', cancel);
  };
}
