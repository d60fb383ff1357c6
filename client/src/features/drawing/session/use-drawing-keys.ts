import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { sceneOf } from '../paint/scene.ts';
import { middlePoints, movedPoints } from '../strokes/draft.ts';
import type { DrawingSession } from './drawing-session.ts';
import { DRAWING_TOOLS } from './palette.ts';

/** How far an arrow key moves a shape, of the picture; with Shift ten times as far. */
const STEP = 0.005;

const WAYS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

interface Hand {
  active: boolean;
  aspect: number;
  leave(): void;
}

/**
 * The keys of drawing, by their place on the keyboard. They go before those of the page, which means something else
 * by some of them; what they do not know is the page's as always.
 */
export function useDrawingKeys(session: DrawingSession, hand: Hand): void {
  const { t } = useTranslation('drawing');
  const latest = useRef({ hand, t });
  useEffect(() => {
    latest.current = { hand, t };
  });
  const { active } = hand;
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      if (!isForDrawing(event)) return;
      const { hand: now, t: words } = latest.current;
      if (!drawingKey(session, event, now, words)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [session, active]);
}

/** Nobody types or composes, or chooses from a menu. A choice of pictures that has the focus is no field to type in. */
export function isForDrawing(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey) return false;
  // Wherever the focus is, a menu that is open is what the keys are for.
  if (document.querySelector('[role="menu"], [role="listbox"]') !== null) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  return (
    target.closest(
      'input:not([type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])',
    ) === null
  );
}

type Words = ReturnType<typeof useTranslation<'drawing'>>['t'];

/** Whether it meant something. */
function drawingKey(session: DrawingSession, event: KeyboardEvent, hand: Hand, t: Words): boolean {
  const command = event.ctrlKey || event.metaKey;
  return command ? commandKey(session, event, t) : singleKey(session, event, hand, t);
}

function commandKey(session: DrawingSession, { code, shiftKey }: KeyboardEvent, t: Words): boolean {
  switch (code) {
    case 'KeyZ':
      if (shiftKey) session.undo.redo();
      else session.undo.undo();
      return true;
    case 'KeyY':
      session.undo.redo();
      return true;
    case 'KeyC': {
      const count = session.copy();
      if (count > 0) showToast({ message: t('copied', { count }) });
      return count > 0;
    }
    case 'KeyV': {
      const { pasted, of } = session.paste();
      if (pasted < of) showErrorToast(t('full'));
      return of > 0;
    }
    default:
      return false;
  }
}

function singleKey(session: DrawingSession, event: KeyboardEvent, hand: Hand, t: Words): boolean {
  const { code, shiftKey } = event;
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(code);
  if (digit !== null && !shiftKey) {
    session.tool.set(DRAWING_TOOLS[Number(digit[1]) - 1]!);
    return true;
  }
  const selected = session.selected.get();
  const way = WAYS[code];
  if (way !== undefined) {
    const shape = session.shapes.get().find(({ id }) => id === selected);
    if (shape === undefined) return false;
    const far = shiftKey ? 10 : 1;
    session.change(shape.id, { points: movedPoints(shape.points, { x: way.x * far, y: way.y * far }) });
    return true;
  }
  switch (code) {
    case 'KeyV':
      session.tool.set('select');
      return true;
    case 'KeyD':
      hand.leave();
      return true;
    case 'Escape':
      // One thing after the other: what is selected, then the drawing.
      if (selected === null) hand.leave();
      else session.selected.set(null);
      return true;
    case 'Delete':
    case 'Backspace':
      if (selected === null) return false;
      session.remove(selected);
      return true;
    case 'Enter':
      // On a button it presses the button.
      if (event.target instanceof HTMLElement && event.target.closest('button, a') !== null) return false;
      return putInTheMiddle(session, hand.aspect, t);
    default:
      return false;
  }
}

/** For whoever draws without pointing: the shape of the tool stands in the middle, and the arrow keys move it. */
function putInTheMiddle(session: DrawingSession, aspect: number, t: Words): boolean {
  const type = session.tool.get();
  if (type === 'select' || type === 'pen') return false;
  const width = session.width.get();
  const points = middlePoints(type, width, sceneOf(aspect));
  if (session.room() <= 0) showErrorToast(t('full'));
  else if (type === 'text') session.writing.set({ id: null, points, text: '' });
  else {
    const id = session.draw(type, { points, color: session.color.get(), width });
    session.tool.set('select');
    session.selected.set(id);
  }
  return true;
}
