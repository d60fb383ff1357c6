export { DrawingBarLazy, DrawingLazy } from './DrawingLazy.tsx';
export { createDrawing, type DrawingSession } from './session/drawing-session.ts';
