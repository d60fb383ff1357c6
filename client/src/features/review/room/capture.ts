import type { NewNote } from '@clapper/documents/review';
import type { FileStore } from '@clapper/device/files';

/** The seeds' size and quality of a screenshot. */
const WIDTH = 1280;
const HEIGHT = 720;
const QUALITY = 0.85;

type Screenshot = NonNullable<NewNote['screenshot']>;

/** The frame as it stands there, kept with the files of the document; null: there is none, or no room for it. */
export async function captureFrame(
  video: HTMLVideoElement,
  document: string,
  files: FileStore,
): Promise<Screenshot | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const scale = Math.min(1, WIDTH / videoWidth, HEIGHT / videoHeight);
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY));
  // A browser that cannot write WebP gives another type.
  if (blob?.type !== 'image/webp') return null;
  const kept = await files.add({ document, blob, name: 'frame.webp', type: blob.type });
  if (!kept.added) return null;
  const { width, height } = canvas;
  return { ...kept.file, type: 'image/webp', width, height, thumbhash: null };
}
