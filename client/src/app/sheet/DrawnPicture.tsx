import { addShape, type NewShape } from '@clapper/documents';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  createDrawing,
  DrawingBarLazy,
  DrawingLazy,
  type DrawingSession,
} from '../../features/drawing/index.ts';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { PEOPLE } from './Carets.tsx';
import classes from './Sheet.module.css';

const [ME, OTHER] = PEOPLE;
const TAKE = 'take';
const ASPECT = 16 / 9;

/** A picture somebody else has drawn on, and the tools to draw on it. */
export function DrawnPicture() {
  const { t } = useTranslation('sheet');
  const [session] = useState(() => drawing(t('drawing.words')));
  // There are two on the page: the keys are those of the one that is pointed at.
  const [active, setActive] = useState(false);
  return (
    <div
      className={classes['drawn']}
      onPointerEnter={() => setActive(true)}
      onPointerLeave={() => setActive(false)}
    >
      <div className={classes['drawnPicture']}>
        <FramePicture picture="alley" />
        <DrawingLazy
          session={session}
          aspect={ASPECT}
          active={active}
          playing={false}
          onLeave={() => setActive(false)}
        />
      </div>
      <DrawingBarLazy
        session={session}
        plays={false}
        nameOf={(id) => PEOPLE.find((person) => person.id === id)?.name ?? ''}
      />
    </div>
  );
}

function drawing(words: string): DrawingSession {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  // The tab's own states are of interest to nobody here, so nothing has to be told again.
  clearInterval(awareness._checkInterval);
  const draw = (shape: Partial<NewShape> & Pick<NewShape, 'type' | 'points'>): string =>
    addShape(doc, { of: TAKE, color: '#ff5a4f', width: 4, by: OTHER?.id ?? '', at: 1, ...shape }, null);
  draw({ type: 'ellipse', points: [0.36, 0.28, 0.5, 0.62] });
  draw({ type: 'arrow', points: [0.78, 0.16, 0.51, 0.4], color: '#ffd43b' });
  draw({ type: 'text', points: [0.66, 0.06, 0.98, 0.12], color: '#4dabf7', text: words });
  const wave = Array.from({ length: 60 }, (_, index) => [0.1 + index / 250, 0.85 + Math.sin(index / 4) / 40]);
  draw({ type: 'pen', points: wave.flat(), color: '#51d27a' });
  return createDrawing({
    doc,
    awareness,
    me: { id: ME?.id ?? '', name: ME?.name ?? '' },
    writable: true,
    of: TAKE,
  });
}
