import { paintShape, type Drawn } from './paint-shape.ts';
import { sceneOf } from './scene.ts';

/** The picture with what is drawn over it, in these pixels: nothing of it can be told apart any more. */
export function burnIn(
  picture: CanvasImageSource,
  { width, height }: { width: number; height: number },
  shapes: readonly Drawn[],
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas.');
  context.drawImage(picture, 0, 0, width, height);
  const scene = sceneOf(width / height);
  context.scale(width / scene.width, height / scene.height);
  for (const shape of shapes) paintShape(context, shape, scene);
  return canvas;
}

/** What is on a canvas as a file. */
export function fileOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture could not be written.')) : resolve(blob)),
      type,
      quality,
    );
  });
}
