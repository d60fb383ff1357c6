import { shownTake, type PictureValue, type Shot, type TakeLayer } from '@clapper/documents';
import { isImageType, type ErrorCode } from '@clapper/protocol';
import type { FileStore } from '@clapper/device/files';
import type { PlacedTake } from '../session/actions.ts';
import type { BoardSession } from '../session/board-session.ts';

/** Why a file became no picture: of the file, or this device has no room for it. */
export type NotAdded = ErrorCode | 'DEVICE_FULL' | 'DEVICE_FAILED';

export interface Refused {
  name: string;
  why: NotAdded;
}

/** A picture and where it goes; null: onto a new shot. */
export interface PlacedPicture {
  file: File;
  shot: string | null;
}

/**
 * Puts pictures on shots, as one step. Takes are written when their files are on this device's disk, and not before.
 */
export async function addPictures(
  files: FileStore,
  session: BoardSession,
  pictures: readonly PlacedPicture[],
): Promise<Refused[]> {
  const refused: Refused[] = [];
  const takes: PlacedTake[] = [];
  for (const { shot } of pictures) arrives(session, shot, 1);
  try {
    for (const { file, shot } of pictures) {
      const picture = await keepPicture(files, session, file);
      if (typeof picture === 'string') refused.push({ name: file.name, why: picture });
      else takes.push({ shot, layer: layerFor(session, shot), picture });
    }
    if (takes.length > 0) session.actions.addTakes(takes);
  } finally {
    for (const { shot } of pictures) arrives(session, shot, -1);
  }
  return refused;
}

async function keepPicture(
  files: FileStore,
  { project }: BoardSession,
  file: File,
): Promise<PictureValue | NotAdded> {
  const { measurePicture } = await import('./measure-picture.ts');
  const measured = await measurePicture(file);
  if (typeof measured === 'string') return measured;
  const { display, ...sizes } = measured;
  const added = await files.add({
    document: `${project}/board`,
    blob: file,
    name: file.name,
    type: file.type,
    ...(display !== null && { display }),
  });
  if (!added.added) return added.reason === 'full' ? 'DEVICE_FULL' : 'DEVICE_FAILED';
  const { type } = added.file;
  return isImageType(type) ? { ...added.file, type, ...sizes } : 'UNSUPPORTED_FILE';
}

/** On what one looks at: a new drawing under the art that is shown would not be seen. */
export function layerFor(
  { layer, takes }: Pick<BoardSession, 'layer' | 'takes'>,
  shot: Shot['id'] | null,
): TakeLayer {
  const all = shot === null ? undefined : takes.get().get(shot);
  return layer.get() ?? (all === undefined ? null : shownTake(all))?.layer ?? 'lineart';
}

function arrives({ arriving }: BoardSession, shot: string | null, by: 1 | -1): void {
  if (shot === null) return;
  const next = new Map(arriving.get());
  const count = (next.get(shot) ?? 0) + by;
  if (count > 0) next.set(shot, count);
  else next.delete(shot);
  arriving.set(next);
}

/** The pictures among what is dropped or pasted; other files are named as refused by whoever adds them. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}
