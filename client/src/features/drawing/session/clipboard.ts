import type { ShapeLook, ShapeType } from '@clapper/documents';
import { createStore } from '../../../app/store.ts';

/** What was copied, for another frame or another picture: of this tab, and nobody's yet. */
export const copied = createStore<readonly (ShapeLook & { type: ShapeType })[]>([]);
