export { DrawingBarLazy, DrawingLazy, GhostsLazy } from './DrawingLazy.tsx';
export { createDrawing, type DrawingSession } from './session/drawing-session.ts';
export { useDrawing } from './use-drawing.ts';
export { useDrawKey } from './session/use-draw-key.ts';
export { isForDrawing } from './session/use-drawing-keys.ts';
