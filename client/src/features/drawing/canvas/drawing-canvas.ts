import type { Shape } from '@clapper/documents';
import type { DrawingSession } from '../session/drawing-session.ts';
import type { Scene } from '../paint/scene.ts';
import { DrawnShape } from './drawn-shape.ts';
import { StackedCanvas } from './stacked-canvas.ts';

/** What is done of one sitting before the hand is served again. */
const SITTING_MS = 4;

/**
 * What is in the document, on a canvas: each shape painted once into its own cache, a few at a time, so that opening
 * a full drawing does not stop the hand. What is being drawn this moment is painted elsewhere, over it.
 */
export class DrawingCanvas {
  readonly #canvas: StackedCanvas;
  readonly #session: DrawingSession;
  readonly #accent: string;
  readonly #painted: (id: string) => void;
  readonly #objects = new Map<string, DrawnShape>();
  #scene: Scene;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #moving: string | null = null;
  readonly #strayed = new Set<string>();
  /** Painted, and not seen yet. */
  readonly #unseen = new Set<string>();
  #scaled = false;
  #swapping = false;
  readonly #leave: (() => void)[] = [];

  constructor(
    element: HTMLCanvasElement,
    session: DrawingSession,
    { scene, painted }: { scene: Scene; painted: (id: string) => void },
  ) {
    this.#session = session;
    this.#scene = scene;
    this.#painted = painted;
    this.#accent = getComputedStyle(element).getPropertyValue('--clapper-accent').trim() || '#67A4F1';
    this.#canvas = new StackedCanvas(element, {
      selection: false,
      // A thin ellipse is taken by its line, not by the emptiness inside.
      perPixelTargetFind: true,
      targetFindTolerance: 8,
      enablePointerEvents: true,
      renderOnAddRemove: false,
      uniformScaling: false,
      fireRightClick: false,
    });
    this.#listen();
    this.#look();
  }

  /** In CSS pixels, as the picture is shown. */
  resize(width: number, height: number, scene: Scene): void {
    const other = scene.width !== this.#scene.width || scene.height !== this.#scene.height;
    this.#scene = scene;
    this.#canvas.setDimensions({ width, height });
    this.#canvas.setZoom(width / scene.width);
    this.#scaled = true;
    if (other) this.#clear();
    this.#look();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const leave of this.#leave) leave();
    void this.#canvas.dispose();
  }

  #listen(): void {
    const session = this.#session;
    const canvas = this.#canvas;
    this.#leave.push(
      session.shapes.subscribe(() => this.#look()),
      session.selected.subscribe(() => this.#select()),
    );
    const chosen = () => {
      // What is taken away to be painted anew stays the selected one.
      if (this.#swapping) return;
      const [object] = canvas.getActiveObjects();
      session.selected.set(object instanceof DrawnShape ? object.shape.id : null);
    };
    canvas.on('selection:created', chosen);
    canvas.on('selection:updated', chosen);
    canvas.on('selection:cleared', chosen);
    const moves = ({ target }: { target: unknown }) => {
      if (!(target instanceof DrawnShape)) return;
      if (this.#moving !== target.shape.id) {
        this.#moving = target.shape.id;
        session.live.begin(target.shape.id);
      }
      session.live.say({ ...target.shape, points: target.placedPoints() });
    };
    canvas.on('object:moving', moves);
    canvas.on('object:scaling', moves);
    canvas.on('object:modified', ({ target }) => {
      if (!(target instanceof DrawnShape)) return;
      this.#moving = null;
      // Painted anew in any case, and not before Fabric is done with it: kept inside the picture it may end where it
      // began, and must not stay where the hand let it go.
      this.#strayed.add(target.shape.id);
      session.change(target.shape.id, { points: target.placedPoints() });
      session.live.done();
      this.#look();
    });
    canvas.on('after:render', () => {
      for (const id of this.#unseen) this.#painted(id);
      this.#unseen.clear();
    });
    canvas.on('mouse:dblclick', ({ target }) => {
      if (!(target instanceof DrawnShape) || target.shape.type !== 'text') return;
      const { id, points, text } = target.shape;
      session.writing.set({ id, points, text });
    });
  }

  /** Soon, and in sittings: first what is gone or other, then what is still to be painted. */
  #look(): void {
    this.#timer ??= setTimeout(() => this.#sit(), 0);
  }

  #sit(): void {
    this.#timer = null;
    const until = performance.now() + SITTING_MS;
    const shapes = this.#session.shapes.get();
    const ids = new Set(shapes.map(({ id }) => id));
    for (const [id, object] of this.#objects) {
      if (ids.has(id)) continue;
      this.#canvas.remove(object);
      this.#objects.delete(id);
      // It was taken back, here or on another device of mine.
      if (this.#session.selected.get() === id) this.#session.selected.set(null);
    }
    let rest = false;
    for (const [index, shape] of shapes.entries()) {
      const known = this.#objects.get(shape.id);
      if (known !== undefined && !this.#strayed.has(shape.id) && isAsShown(known.shape, shape)) {
        known.warm();
      } else if (shape.id !== this.#moving) {
        this.#replace(shape, known, index);
        this.#unseen.add(shape.id);
      }
      if (performance.now() > until && index < shapes.length - 1) {
        rest = true;
        break;
      }
    }
    // At another scale every cache is painted anew: all of them at once would be one long task.
    if (!rest || !this.#scaled) this.#canvas.renderAll();
    if (!rest) this.#scaled = false;
    this.#select();
    if (rest) this.#look();
  }

  #replace(shape: Shape, known: DrawnShape | undefined, index: number): void {
    const mine = this.#session.writable && shape.authorId === this.#session.me.id;
    const object = new DrawnShape(shape, this.#scene, { mine, accent: this.#accent });
    if (known !== undefined) this.#take(known);
    this.#strayed.delete(shape.id);
    this.#objects.set(shape.id, object);
    this.#canvas.insertAt(Math.min(index, this.#canvas.size()), object);
    object.warm();
  }

  #take(object: DrawnShape): void {
    this.#swapping = true;
    this.#canvas.remove(object);
    this.#swapping = false;
  }

  #select(): void {
    const id = this.#session.selected.get();
    const object = id === null ? undefined : this.#objects.get(id);
    const active = this.#canvas.getActiveObject();
    if (object === active) return;
    // Not built yet, or being built anew: it stays the selected one.
    if (id !== null && object === undefined) return;
    if (object === undefined) this.#canvas.discardActiveObject();
    else this.#canvas.setActiveObject(object);
    this.#canvas.requestRenderAll();
  }

  #clear(): void {
    for (const object of this.#objects.values()) this.#take(object);
    this.#objects.clear();
  }
}

function isAsShown(a: Shape, b: Shape): boolean {
  return (
    a.points === b.points &&
    a.pressures === b.pressures &&
    a.color === b.color &&
    a.width === b.width &&
    a.text === b.text
  );
}
