import type { StageStatus } from '../plan/schema.ts';
import type { ShotChange } from '../board/writes.ts';

/** What the demo's stages and shots hold besides words: thirty seconds in twelve shots. */
export const DEMO_STAGE_STATUSES: readonly StageStatus[] = ['approved', 'review', 'draft', 'draft'];

type DemoShot = Required<Omit<ShotChange, 'assignee'>> & {
  /** Given to whoever fills in the demo. */
  mine: boolean;
};

export const DEMO_SHOTS: readonly (readonly DemoShot[])[] = [
  [
    {
      duration: 2.5,
      size: 'WS',
      angle: 'eye',
      movement: 'static',
      lens: '24 mm',
      status: 'approved',
      mine: false,
    },
    {
      duration: 2,
      size: 'CU',
      angle: 'low',
      movement: 'tilt',
      lens: '35 mm',
      status: 'approved',
      mine: false,
    },
    {
      duration: 2,
      size: 'ECU',
      angle: 'high',
      movement: 'static',
      lens: '100 mm macro',
      status: 'approved',
      mine: false,
    },
  ],
  [
    {
      duration: 3,
      size: 'ECU',
      angle: 'high',
      movement: 'static',
      lens: '100 mm macro',
      status: 'review',
      mine: true,
    },
    {
      duration: 2.5,
      size: 'MCU',
      angle: 'eye',
      movement: 'dolly',
      lens: '50 mm',
      status: 'review',
      mine: false,
    },
    {
      duration: 2.5,
      size: 'MS',
      angle: 'eye',
      movement: 'static',
      lens: '35 mm',
      status: 'draft',
      mine: false,
    },
  ],
  [
    {
      duration: 2.5,
      size: 'WS',
      angle: 'eye',
      movement: 'static',
      lens: '24 mm',
      status: 'review',
      mine: true,
    },
    {
      duration: 3,
      size: 'MS',
      angle: 'eye',
      movement: 'handheld',
      lens: '50 mm',
      status: 'draft',
      mine: false,
    },
    { duration: 2.5, size: 'CU', angle: 'eye', movement: 'pan', lens: '85 mm', status: 'draft', mine: false },
  ],
  [
    {
      duration: 3,
      size: 'CU',
      angle: 'high',
      movement: 'push-in',
      lens: '85 mm',
      status: 'changes',
      mine: true,
    },
    {
      duration: 2.5,
      size: 'WS',
      angle: 'low',
      movement: 'crane',
      lens: '24 mm',
      status: 'draft',
      mine: false,
    },
    {
      duration: 2,
      size: 'MS',
      angle: 'eye',
      movement: 'static',
      lens: '50 mm',
      status: 'approved',
      mine: false,
    },
  ],
];
