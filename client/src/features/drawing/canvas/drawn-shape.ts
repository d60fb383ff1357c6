import type { Shape } from '@clapper/documents';
import { FabricObject, util, type TMat2D } from 'fabric';
import { paintedBox, paintShape } from '../paint/paint-shape.ts';
import { toShare, type Scene } from '../paint/scene.ts';

/** A shape as Fabric holds it: to be found, selected, moved and resized. How it looks is not Fabric's to say. */
export class DrawnShape extends FabricObject {
  static override type = 'DrawnShape';
  readonly shape: Shape;
  readonly #scene: Scene;
  readonly #placed: TMat2D;
  readonly #middle: { x: number; y: number };

  constructor(shape: Shape, scene: Scene, { mine, accent }: { mine: boolean; accent: string }) {
    const { x, y, width, height } = paintedBox(shape, scene);
    super({
      // Fabric counts from the middle unless it is told.
      originX: 'left',
      originY: 'top',
      left: x,
      top: y,
      width,
      height,
      strokeWidth: 0,
      selectable: mine,
      evented: mine,
      lockRotation: true,
      lockSkewingX: true,
      lockSkewingY: true,
      transparentCorners: false,
      cornerStyle: 'circle',
      cornerSize: 10,
      touchCornerSize: 32,
      cornerColor: accent,
      cornerStrokeColor: '#ffffff',
      borderColor: accent,
      borderScaleFactor: 1.5,
    });
    this.shape = shape;
    this.#scene = scene;
    this.#middle = { x: x + width / 2, y: y + height / 2 };
    this.#placed = this.calcTransformMatrix();
    this.setControlVisible('mtr', false);
  }

  override _render(context: CanvasRenderingContext2D): void {
    context.translate(-this.#middle.x, -this.#middle.y);
    paintShape(context, this.shape, this.#scene);
  }

  /** Paints it into its own cache ahead of time: of fifty, one at a time. */
  warm(): void {
    // Its type asks for the cache that it makes itself where there is none.
    if (this.shouldCache()) (this as { renderCache(): void }).renderCache();
  }

  /** Where its points are after it was moved and resized by hand. */
  placedPoints(): number[] {
    const way = util.multiplyTransformMatrices(
      this.calcTransformMatrix(),
      util.invertTransform(this.#placed),
    );
    const { width, height } = this.#scene;
    const { points } = this.shape;
    return points.flatMap((_, index) => {
      if (index % 2 === 1) return [];
      const at = { x: points[index]! * width, y: points[index + 1]! * height };
      const { x, y } = util.transformPoint(at, way);
      return [toShare(x, width), toShare(y, height)];
    });
  }
}
