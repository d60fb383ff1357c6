import { personStyle } from '../../presence/colors.ts';
import { paintShape, type Drawn } from '../paint/paint-shape.ts';
import type { Scene } from '../paint/scene.ts';
import type { DrawingSession } from '../session/drawing-session.ts';
import { LiveStrokes, type LiveStroke } from './live-strokes.ts';

export interface LiveLayerParts {
  canvas: HTMLCanvasElement;
  /** Where the names of those who draw stand. */
  flags: HTMLElement;
  flagClass: string;
}

/**
 * What is being drawn right now, by me and by others, over what is in the document. Painted without React: it changes
 * with every frame, and nothing else on the page does.
 */
export class LiveLayer {
  readonly #parts: LiveLayerParts;
  readonly #session: DrawingSession;
  readonly #strokes = new LiveStrokes();
  readonly #flags = new Map<number, HTMLElement>();
  #scene: Scene;
  #mine: { drawn: Drawn; id: string | null } | null = null;
  #frame = 0;
  #painted = false;
  readonly #leave: () => void;

  constructor(parts: LiveLayerParts, session: DrawingSession, scene: Scene) {
    this.#parts = parts;
    this.#session = session;
    this.#scene = scene;
    const changed = () => {
      this.#strokes.read(session.awareness, performance.now());
      this.#ask();
    };
    session.awareness.on('change', changed);
    const leave = session.of.subscribe(() => this.#ask());
    this.#leave = () => {
      session.awareness.off('change', changed);
      leave();
    };
    changed();
  }

  resize(width: number, height: number, scene: Scene): void {
    this.#scene = scene;
    const { canvas } = this.#parts;
    const ratio = window.devicePixelRatio;
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    this.#paint();
  }

  /** @param id of the shape it becomes: it is shown until that one is. */
  show(drawn: Drawn | null, id: string | null): void {
    this.#mine = drawn === null ? null : { drawn, id };
    this.#ask();
  }

  /** The shape is on the canvas below, in this same frame. */
  settle(id: string): void {
    this.#strokes.settle(id);
    if (this.#mine?.id === id) this.#mine = null;
    if (this.#painted) this.#paint();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#leave();
    for (const flag of this.#flags.values()) flag.remove();
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const { canvas } = this.#parts;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const scale = canvas.width / this.#scene.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const others = this.#strokes.on(this.#session.of.get(), performance.now());
    for (const { live } of others) paintShape(context, { ...live, pressures: [] }, this.#scene);
    if (this.#mine !== null) paintShape(context, this.#mine.drawn, this.#scene);
    this.#painted = others.length > 0 || this.#mine !== null;
    canvas.dataset['drawing'] = String(others.length);
    this.#placeFlags(others);
    if (this.#strokes.waiting) this.#ask();
  }

  #placeFlags(strokes: readonly LiveStroke[]): void {
    const drawing = new Set(strokes.map(({ clientId }) => clientId));
    for (const [clientId, flag] of this.#flags) {
      if (drawing.has(clientId)) continue;
      flag.remove();
      this.#flags.delete(clientId);
    }
    for (const { clientId, user, live } of strokes) {
      let flag = this.#flags.get(clientId);
      if (flag === undefined) {
        flag = document.createElement('span');
        flag.className = this.#parts.flagClass;
        flag.style.cssText = personStyle(user.id);
        this.#flags.set(clientId, flag);
        this.#parts.flags.append(flag);
      }
      if (flag.textContent !== user.name) flag.textContent = user.name;
      flag.style.left = `${live.points.at(-2)! * 100}%`;
      flag.style.top = `${live.points.at(-1)! * 100}%`;
    }
  }
}
