import { useEffect, useMemo } from 'react';
import type { HandleState } from '@clapper/device';
import { recall, remember } from '../../app/memory.ts';
import { createDrawing, type DrawingSession } from './session/drawing-session.ts';
import { DRAWING_COLORS, DRAWING_TOOLS, DRAWING_WIDTHS } from './session/palette.ts';
import { SHOWN } from './session/shown.ts';

/**
 * The drawing on a note or a picture of this document, `of` being its id; null while the document is not here. Which
 * tool and colour one used last is kept on the device.
 */
export function useDrawing(
  state: HandleState | null,
  of: string | null,
  me: { id: string; name: string },
): DrawingSession | null {
  const ready = state?.phase === 'ready' ? state : null;
  const [doc, awareness] = [ready?.doc ?? null, ready?.awareness ?? null];
  const writable = ready !== null && ready.access.write && ready.schema === 'fits';
  const session = useMemo(() => {
    if (doc === null || awareness === null) return null;
    const created = createDrawing({ doc, awareness, me, writable, of: null });
    recallHand(created);
    return created;
  }, [doc, awareness, me, writable]);
  useEffect(() => {
    if (session === null) return;
    session.selected.set(null);
    session.writing.set(null);
    session.of.set(of);
    return () => session.live.drop();
  }, [session, of]);
  useEffect(() => (session === null ? undefined : rememberHand(session)), [session]);
  return session;
}

function recallHand(session: DrawingSession): void {
  const tool = DRAWING_TOOLS.find((one) => one === recall('drawing.tool'));
  const color = DRAWING_COLORS.find((one) => one.color === recall('drawing.color'));
  const width = DRAWING_WIDTHS.find((one) => String(one.width) === recall('drawing.width'));
  const shown = SHOWN.find((one) => one === recall('drawing.shown'));
  if (tool !== undefined) session.tool.set(tool);
  if (color !== undefined) session.color.set(color.color);
  if (width !== undefined) session.width.set(width.width);
  if (shown !== undefined) session.shown.set(shown);
}

function rememberHand({ tool, color, width, shown }: DrawingSession): () => void {
  const leave = [
    tool.subscribe(() => tool.get() !== 'select' && remember('drawing.tool', tool.get())),
    color.subscribe(() => remember('drawing.color', color.get())),
    width.subscribe(() => remember('drawing.width', String(width.get()))),
    shown.subscribe(() => remember('drawing.shown', shown.get())),
  ];
  return () => leave.forEach((stop) => stop());
}
