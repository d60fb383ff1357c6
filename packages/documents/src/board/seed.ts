import * as Y from 'yjs';
import type { SeedFacts } from '../define-document.ts';
import { firstOrders } from '../order.ts';
import { stageId, STAGE_TEMPLATES } from '../plan/seed.ts';
import { derivedId, seedUpdate } from '../seed.ts';
import { SHOT_TEXTS } from './schema.ts';

/** Four stages × 3 are the twelve slots a board starts with. */
const SHOTS_PER_STAGE = 3;

export function shotId(project: string, index: number): string {
  return derivedId(project, 'shot', index);
}

export function seedBoard({ project, template }: SeedFacts): Uint8Array {
  return seedUpdate((doc) => {
    const shots = doc.getMap('shots');
    STAGE_TEMPLATES[template].forEach((_, stage) => {
      firstOrders(SHOTS_PER_STAGE).forEach((order, index) => {
        const shot = new Y.Map<unknown>();
        shot.set('place', { stage: stageId(project, stage), order });
        for (const field of SHOT_TEXTS) shot.set(field, new Y.Text());
        shot.set('status', 'draft');
        shots.set(shotId(project, stage * SHOTS_PER_STAGE + index), shot);
      });
    });
  });
}
