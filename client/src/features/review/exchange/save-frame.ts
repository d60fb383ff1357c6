import { saveFile } from '../../../app/export-document.ts';
import { fileName } from '../../../ui/file-name.ts';
import { burnIn, fileOf } from '../../drawing/paint/burn-in.ts';
import type { Drawn } from '../../drawing/paint/paint-shape.ts';

/** Saves the frame that is shown, in the pixels of the film and with what is drawn over it. */
export async function saveFrame(
  video: HTMLVideoElement,
  shapes: readonly Drawn[],
  { title, time }: { title: string; time: string },
): Promise<void> {
  const { videoWidth: width, videoHeight: height } = video;
  const picture = await fileOf(burnIn(video, { width, height }, shapes), 'image/png');
  const name = fileName(`${title} ${time.replaceAll(/[:;]/g, '-')}`, 'frame');
  saveFile(`${name}.png`, new Uint8Array(await picture.arrayBuffer()), 'image/png');
}
