import { FADES_MS } from './laser.ts';

/** A place on the picture, and how much of its glow is left: 1 when it was pointed at, 0 when it is gone. */
export interface Glow {
  x: number;
  y: number;
  left: number;
}

/** Where one person pointed lately; what is older than its glow is forgotten. */
export class Trail {
  #places: { x: number; y: number; at: number }[] = [];

  add({ x, y }: { x: number; y: number }, at: number): void {
    const last = this.#places.at(-1);
    // Said again it glows no longer: whoever rests points at nothing new.
    if (last?.x !== x || last.y !== y) this.#places.push({ x, y, at });
  }

  /** Oldest first. */
  glows(now: number): Glow[] {
    this.#places = this.#places.filter(({ at }) => now - at < FADES_MS);
    return this.#places.map(({ x, y, at }) => ({ x, y, left: 1 - Math.max(0, now - at) / FADES_MS }));
  }
}
