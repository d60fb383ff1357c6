import { DRAWING_LIMITS, type ShapeType } from '@clapper/documents';
import type { Drawn } from '../paint/paint-shape.ts';
import { toShare, type Scene } from '../paint/scene.ts';
import { textSize } from '../paint/text-size.ts';
import { keptPoints } from './simplify.ts';

/** What the hand points at, in the scene. */
export interface Touch {
  x: number;
  y: number;
  /** Of a pen; null: of a mouse or a finger, which know none. */
  pressure: number | null;
}

/** Where a line of 540 is drawn, half of one is not seen. */
const TOLERANCE_LINES = 0.4;
/** Shorter ways of the hand are a click. */
const CLICK_LINES = 4;
/** Words that were clicked into the picture may be this wide, of it. */
const TEXT_SHARE = 0.35;

/** A shape while the hand makes it. */
export class Draft {
  readonly type: ShapeType;
  #color: string;
  #width: number;
  #scene: Scene;
  #points: number[] = [];
  #pressures: number[] = [];
  #pressed = false;

  constructor(type: ShapeType, look: { color: string; width: number }, scene: Scene, at: Touch) {
    this.type = type;
    this.#color = look.color;
    this.#width = look.width;
    this.#scene = scene;
    this.#pressed = at.pressure !== null;
    this.#put(at);
    this.#put(at);
  }

  /** @param even a square, a circle, a line along a quarter of the compass */
  moveTo(at: Touch, even: boolean): void {
    if (this.type === 'pen') return this.#put(at);
    const to = even ? this.#evenly(at) : at;
    this.#points.splice(2, 2, toShare(to.x, this.#scene.width), toShare(to.y, this.#scene.height));
  }

  /** As it is right now. */
  get drawn(): Drawn {
    return {
      type: this.type,
      points: this.#points.slice(),
      pressures: this.#pressed && this.type === 'pen' ? this.#pressures.slice() : [],
      color: this.#color,
      width: this.#width,
      text: '',
    };
  }

  /** What is kept of it: no more points than one sees. Null: it was a click, and nothing. */
  finished(): Drawn | null {
    const { drawn } = this;
    const { width, height } = this.#scene;
    if (drawn.type === 'pen') {
      const inLines = drawn.points.map((share, index) => share * (index % 2 === 0 ? width : height));
      const kept = keptPoints(inLines, TOLERANCE_LINES, DRAWING_LIMITS.penPoints);
      return {
        ...drawn,
        points: kept.flatMap((index) => drawn.points.slice(2 * index, 2 * index + 2)),
        pressures: drawn.pressures.length === 0 ? [] : kept.map((index) => drawn.pressures[index]!),
      };
    }
    const [x0, y0, x1, y1] = drawn.points as [number, number, number, number];
    const clicked = Math.hypot((x1 - x0) * width, (y1 - y0) * height) < CLICK_LINES;
    if (!clicked) return drawn;
    return drawn.type === 'text'
      ? { ...drawn, points: textPlace(drawn, { x: x0, y: y0 }, this.#scene) }
      : null;
  }

  #put({ x, y, pressure }: Touch): void {
    this.#points.push(toShare(x, this.#scene.width), toShare(y, this.#scene.height));
    this.#pressures.push(Math.round((pressure ?? 0.5) * 100) / 100);
  }

  #evenly({ x, y }: Touch): { x: number; y: number } {
    const [fromX, fromY] = [this.#points[0]! * this.#scene.width, this.#points[1]! * this.#scene.height];
    const [wayX, wayY] = [x - fromX, y - fromY];
    if (this.type === 'arrow') {
      const step = Math.PI / 4;
      const angle = Math.round(Math.atan2(wayY, wayX) / step) * step;
      const length = Math.hypot(wayX, wayY);
      return { x: fromX + length * Math.cos(angle), y: fromY + length * Math.sin(angle) };
    }
    const side = Math.max(Math.abs(wayX), Math.abs(wayY));
    return { x: fromX + side * Math.sign(wayX || 1), y: fromY + side * Math.sign(wayY || 1) };
  }
}

/** Room for words at a place, inside of the picture. */
export function textPlace(
  { width }: Pick<Drawn, 'width'>,
  at: { x: number; y: number },
  scene: Scene,
): number[] {
  const high = (textSize(width) * 1.3) / scene.height;
  const left = Math.min(at.x, 1 - TEXT_SHARE);
  const top = Math.min(at.y, 1 - high);
  return [left, top, left + TEXT_SHARE, top + high].map((share) => toShare(Math.max(0, share), 1));
}

/** Where something is put that no hand placed: in the middle. */
export function middlePoints(type: ShapeType, width: number, scene: Scene): number[] {
  return type === 'text' ? textPlace({ width }, { x: 0.325, y: 0.45 }, scene) : [0.4, 0.4, 0.6, 0.6];
}

/** Moved as far as it can without leaving the picture. */
export function movedPoints(points: readonly number[], by: { x: number; y: number }): number[] {
  const along = (first: 0 | 1, way: number): number => {
    const places = points.filter((_, index) => index % 2 === first);
    return Math.min(1 - Math.max(...places), Math.max(-Math.min(...places), way));
  };
  const [x, y] = [along(0, by.x), along(1, by.y)];
  return points.map((at, index) => toShare(at + (index % 2 === 0 ? x : y), 1));
}
