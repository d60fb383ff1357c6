import { WIDTH_LINES } from '@clapper/documents';

/**
 * The plane drawings are painted in: as wide and high as the picture is in shape, its shorter side always as many
 * lines as widths are told in. Whatever the picture is shown at is one scale away.
 */
export interface Scene {
  width: number;
  height: number;
}

/** @param aspect the picture's width by its height */
export function sceneOf(aspect: number): Scene {
  return aspect >= 1
    ? { width: WIDTH_LINES * aspect, height: WIDTH_LINES }
    : { width: WIDTH_LINES, height: WIDTH_LINES / aspect };
}

/** Finer than anybody points on a wall, and no more digits than that in a document. */
const STEPS = 10_000;

/** A place of the scene as a share of it; what lies outside comes to its edge. */
export function toShare(at: number, extent: number): number {
  return Math.round(Math.min(1, Math.max(0, at / extent)) * STEPS) / STEPS;
}
