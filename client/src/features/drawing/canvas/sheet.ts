import type { FabricObject } from 'fabric';

/** Of one sitting: so many of the longest strokes are laid down in a few milliseconds. */
const AT_ONCE = 6;

export interface SheetSize {
  /** In pixels of the device. */
  width: number;
  height: number;
  /** Of those to one of the scene. */
  scale: number;
}

/**
 * Shapes that lie still. They are laid down a few at a time where nobody looks, and shown when all of them are there;
 * from then on they cost nothing, however many there are.
 */
export class Sheet {
  readonly element = document.createElement('canvas');
  readonly #desk = document.createElement('canvas');
  #size: SheetSize = { width: 0, height: 0, scale: 0 };
  #held: FabricObject[] = [];
  #shown: readonly FabricObject[] | null = null;

  shows(objects: readonly FabricObject[], size: SheetSize): boolean {
    return this.#shown !== null && sameSize(this.#size, size) && sameList(this.#shown, objects);
  }

  /** Lays down the next few; true: all of them lie there. What lies there already is not laid down again. */
  sit(objects: readonly FabricObject[], size: SheetSize): boolean {
    const context = this.#desk.getContext('2d');
    if (context === null) return true;
    if (!sameSize(this.#size, size) || !sameList(this.#held, objects.slice(0, this.#held.length))) {
      this.#size = size;
      this.#held = [];
      [this.#desk.width, this.#desk.height] = [size.width, size.height];
      context.setTransform(size.scale, 0, 0, size.scale, 0, 0);
    }
    const next = objects.slice(this.#held.length, this.#held.length + AT_ONCE);
    for (const object of next) object.render(context);
    this.#held.push(...next);
    return this.#held.length === objects.length;
  }

  /** What lies on the desk; making it is also what makes the browser paint it now, and not all at the end. */
  async picture(): Promise<ImageBitmap | null> {
    return this.#held.length === 0 ? null : createImageBitmap(this.#desk);
  }

  show(picture: ImageBitmap | null): void {
    [this.element.width, this.element.height] = [picture?.width ?? 0, picture?.height ?? 0];
    this.element.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    this.#shown = [...this.#held];
  }
}

function sameSize(a: SheetSize, b: SheetSize): boolean {
  return a.width === b.width && a.height === b.height && a.scale === b.scale;
}

function sameList(a: readonly FabricObject[], b: readonly FabricObject[]): boolean {
  return a.length === b.length && a.every((object, index) => object === b[index]);
}
