import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { movedPoint, type Point } from './picture-threads.ts';
import classes from './Pins.module.css';

/** How far an arrow key goes, of the picture; with Shift five times as far. */
const STEP = 0.02;

const WAYS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

interface PlacePinProps {
  onPlace: (point: Point) => void;
  onLeave: () => void;
}

/** All of the picture waits for a click; by keys a cross goes where the arrows say, and Enter sets the point. */
export function PlacePin({ onPlace, onLeave }: PlacePinProps) {
  const { t } = useTranslation('board');
  const [point, setPoint] = useState<Point>({ x: 0.5, y: 0.5 });
  const [byKeys, setByKeys] = useState(false);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const way = WAYS[event.code];
    if (way !== undefined) {
      const far = event.shiftKey ? 5 : 1;
      setPoint(movedPoint(point, { x: way.x * far, y: way.y * far }));
      setByKeys(true);
    } else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className={classes['placing']}
      // Whoever asked for it means it.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      aria-label={t('talk.placing', { x: Math.round(point.x * 100), y: Math.round(point.y * 100) })}
      onKeyDown={press}
      onClick={(event) => {
        // A key that presses a button clicks it at no place.
        if (event.detail === 0) return onPlace(point);
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        const share = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
        onPlace(movedPoint(share, { x: 0, y: 0 }));
      }}
    >
      {byKeys && (
        <span
          className={classes['cross']}
          style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
          aria-hidden
        />
      )}
    </button>
  );
}
