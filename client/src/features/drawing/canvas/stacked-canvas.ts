import { Canvas, type CanvasOptions, type FabricObject } from 'fabric';
import { Sheet, type SheetSize } from './sheet.ts';

/**
 * Fabric's canvas between two sheets: of all shapes it paints the one at hand alone, what lies below and above it lies
 * still. So what a move costs does not grow with what else is drawn.
 */
export class StackedCanvas extends Canvas {
  readonly #below = new Sheet();
  readonly #above = new Sheet();
  #settling = false;

  constructor(element: HTMLCanvasElement, options: Partial<CanvasOptions>) {
    super(element, { ...options, preserveObjectStacking: true });
    for (const { element: sheet } of [this.#below, this.#above]) {
      sheet.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
    }
    this.lowerCanvasEl.before(this.#below.element);
    this.lowerCanvasEl.after(this.#above.element);
  }

  /** At once when the others lie where they belong; else when they do. */
  override renderAll(): void {
    if (this.disposed === true || this.#lies()) return super.renderAll();
    this.cancelRequestedRender();
    void this.#settle();
  }

  override _renderObjects(context: CanvasRenderingContext2D): void {
    this.getActiveObject()?.render(context);
  }

  /** Over everything, whatever lies above the shape. */
  override drawControls(): void {
    this.clearContext(this.contextTop);
    super.drawControls(this.contextTop);
  }

  #parts(): [Sheet, FabricObject[]][] {
    const objects = this.getObjects();
    const active = this.getActiveObject();
    const at = active === undefined ? objects.length : objects.indexOf(active);
    return [
      [this.#below, objects.slice(0, at)],
      [this.#above, objects.slice(at + 1)],
    ];
  }

  #size(): SheetSize {
    const { width, height } = this.lowerCanvasEl;
    return { width, height, scale: this.getZoom() * this.getRetinaScaling() };
  }

  #lies(): boolean {
    const size = this.#size();
    return this.#parts().every(([sheet, objects]) => sheet.shows(objects, size));
  }

  /** In sittings, between which the hand is served; the old stays in sight until all of the new is there. */
  async #settle(): Promise<void> {
    if (this.#settling) return;
    this.#settling = true;
    while (this.#wants()) {
      const size = this.#size();
      this.calcViewportBoundaries();
      const parts = this.#parts();
      const unfinished = parts.find(([sheet, objects]) => !sheet.sit(objects, size));
      if (unfinished === undefined) {
        const pictures = await Promise.all(parts.map(([sheet]) => sheet.picture()));
        for (const [index, [sheet]] of parts.entries()) sheet.show(pictures[index] ?? null);
      } else {
        (await unfinished[0].picture())?.close();
        await new Promise((next) => setTimeout(next));
      }
    }
    this.#settling = false;
    // In the same frame that it is gone from a sheet the shape at hand is painted on its own.
    if (this.disposed !== true) super.renderAll();
  }

  #wants(): boolean {
    const { width, height } = this.lowerCanvasEl;
    return this.disposed !== true && width > 0 && height > 0 && !this.#lies();
  }
}
