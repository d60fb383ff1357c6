import {
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
  type KeyboardCoordinateGetter,
  type SensorDescriptor,
  type SensorOptions,
} from '@dnd-kit/core';
import { useMemo } from 'react';

/** Pixels before a press with the mouse is a drag and no click. */
const MOUSE = { activationConstraint: { distance: 5 } };
/** A finger that rests this long (ms) picks up; one that moves before scrolls. */
const TOUCH = { activationConstraint: { delay: 280, tolerance: 8 } };

/** Mouse, long press, Space. The same object as long as `stepByKey` is: else every card would draw anew. */
export function useDragSensors(stepByKey: KeyboardCoordinateGetter): SensorDescriptor<SensorOptions>[] {
  const keyboard = useMemo(
    () => ({
      coordinateGetter: stepByKey,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
    [stepByKey],
  );
  return useSensors(
    useSensor(MouseSensor, MOUSE),
    useSensor(TouchSensor, TOUCH),
    useSensor(KeyboardSensor, keyboard),
  );
}
