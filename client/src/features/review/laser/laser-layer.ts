import type { Awareness } from 'y-protocols/awareness';
import { personColor, personStyle } from '../../presence/index.ts';
import { userOf } from '../../presence/people.ts';
import { readLaser, type Laser } from './laser.ts';
import { Trail, type Glow } from './trail.ts';

export interface LaserParts {
  canvas: HTMLCanvasElement;
  /** Where the names stand. */
  flags: HTMLElement;
  flagClass: string;
}

export interface LaserLayerOptions {
  awareness: Awareness;
  me: { id: string; name: string };
  /** Whether what this tab points at is what I look at, at this moment. */
  sees: (laser: Laser, state: Readonly<Record<string, unknown>>) => boolean;
}

/** Radius of the spot in pixels of the page; the trail is as broad as the spot where it is fresh. */
const SPOT_PX = 5;
/** For my own, which is nobody's tab of the awareness. */
const MINE = -1;

interface Pointer {
  user: { id: string; name: string };
  trail: Trail;
  flag: HTMLElement;
}

/** Where people point, painted without React: it moves thirty times a second, and nothing else on the page does. */
export class LaserLayer {
  readonly #parts: LaserParts;
  readonly #options: LaserLayerOptions;
  readonly #pointers = new Map<number, Pointer>();
  readonly #still = window.matchMedia('(prefers-reduced-motion: reduce)');
  #frame = 0;

  constructor(parts: LaserParts, options: LaserLayerOptions) {
    this.#parts = parts;
    this.#options = options;
    options.awareness.on('change', this.#read);
    this.#read();
  }

  resize(width: number, height: number): void {
    const { canvas } = this.#parts;
    const ratio = window.devicePixelRatio;
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    this.#ask();
  }

  /** Mine, which the others see a moment later. */
  point(laser: Laser): void {
    this.#add(MINE, this.#options.me, laser);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#options.awareness.off('change', this.#read);
    for (const { flag } of this.#pointers.values()) flag.remove();
  }

  readonly #read = (): void => {
    const { awareness, sees } = this.#options;
    for (const [clientId, state] of awareness.getStates()) {
      const laser = clientId === awareness.clientID ? null : readLaser(state);
      const user = laser === null ? null : userOf(state);
      if (laser !== null && user !== null && sees(laser, state)) this.#add(clientId, user, laser);
    }
  };

  #add(clientId: number, user: Pointer['user'], laser: Laser): void {
    let pointer = this.#pointers.get(clientId);
    if (pointer === undefined) {
      pointer = { user, trail: new Trail(), flag: this.#flagOf(user) };
      this.#pointers.set(clientId, pointer);
    }
    pointer.trail.add(laser, performance.now());
    this.#ask();
  }

  #flagOf({ id, name }: Pointer['user']): HTMLElement {
    const flag = document.createElement('span');
    flag.className = this.#parts.flagClass;
    flag.style.cssText = personStyle(id);
    flag.dataset['laser'] = id;
    flag.textContent = name;
    return flag;
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint(performance.now());
    });
  }

  #paint(now: number): void {
    const { canvas, flags } = this.#parts;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.lineCap = 'round';
    for (const [clientId, { user, trail, flag }] of this.#pointers) {
      const glows = trail.glows(now);
      const head = glows.at(-1);
      if (head === undefined) {
        flag.remove();
        this.#pointers.delete(clientId);
        continue;
      }
      // The room is dark whatever the theme is.
      paintTrail(context, this.#still.matches ? [head] : glows, personColor(user.id, 'dark').color);
      if (clientId === MINE) continue;
      flag.style.left = `${head.x * 100}%`;
      flag.style.top = `${head.y * 100}%`;
      flag.style.opacity = String(head.left);
      if (flag.parentElement === null) flags.append(flag);
    }
    context.globalAlpha = 1;
    canvas.dataset['pointing'] = String(this.#pointers.size);
    if (this.#pointers.size > 0) this.#ask();
  }
}

/** A line that is thinner and fainter the longer ago it is, with a white core where the spot is. */
function paintTrail(context: CanvasRenderingContext2D, glows: readonly Glow[], color: string): void {
  const { width, height } = context.canvas;
  const spot = SPOT_PX * window.devicePixelRatio;
  context.strokeStyle = color;
  context.fillStyle = color;
  glows.forEach(({ x, y, left }, index) => {
    const before = glows[index - 1];
    if (before === undefined) return;
    context.globalAlpha = left;
    context.lineWidth = 2 * spot * left;
    context.beginPath();
    context.moveTo(before.x * width, before.y * height);
    context.lineTo(x * width, y * height);
    context.stroke();
  });
  const head = glows.at(-1);
  if (head === undefined) return;
  context.globalAlpha = head.left;
  disc(context, head.x * width, head.y * height, spot);
  context.fillStyle = '#ffffff';
  disc(context, head.x * width, head.y * height, spot / 2);
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
