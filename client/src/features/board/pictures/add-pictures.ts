import { shownTake, type Shot, type TakeLayer } from '@clapper/documents';
import { isImageType, type ErrorCode } from '@clapper/protocol';
import type { FileStore } from '@clapper/device/files';
import type { BoardSession } from '../session/board-session.ts';

/** Why a file became no picture: of the file, or this device has no room for it. */
export type NotAdded = ErrorCode | 'DEVICE_FULL' | 'DEVICE_FAILED';

export interface Refused {
  name: string;
  why: NotAdded;
}

/**
 * Puts pictures on shots: the first on `shot`, further ones on the next shots that have none, and on new ones
 * where there are no more. A take is written when its file is on this device's disk, and not before.
 */
export async function addPictures(
  files: FileStore,
  session: BoardSession,
  pictures: readonly File[],
  shot: string | null,
): Promise<Refused[]> {
  const { measurePicture } = await import('./measure-picture.ts');
  const refused: Refused[] = [];
  const spots = spotsFor(session, pictures.length, shot);
  for (const [index, picture] of pictures.entries()) {
    const target = spots[index];
    if (target === undefined) break;
    arrives(session, target, 1);
    try {
      const measured = await measurePicture(picture);
      if (typeof measured === 'string') {
        refused.push({ name: picture.name, why: measured });
        continue;
      }
      const { display, ...sizes } = measured;
      const added = await files.add({
        document: `${session.project}/board`,
        blob: picture,
        name: picture.name,
        type: picture.type,
        ...(display !== null && { display }),
      });
      if (!added.added) {
        refused.push({ name: picture.name, why: added.reason === 'full' ? 'DEVICE_FULL' : 'DEVICE_FAILED' });
        continue;
      }
      const { type } = added.file;
      if (!isImageType(type)) continue;
      session.actions.addTake({
        shot: target,
        layer: layerFor(session, target),
        picture: { ...added.file, type, ...sizes },
      });
    } finally {
      arrives(session, target, -1);
    }
  }
  return refused;
}

function spotsFor(session: BoardSession, count: number, shot: string | null): string[] {
  const order = session.order();
  const takes = session.takes.get();
  const from = shot === null ? 0 : order.indexOf(shot) + 1;
  const empty = order.slice(from).filter((id) => !takes.has(id));
  const spots = [...(shot === null ? [] : [shot]), ...empty].slice(0, count);
  const last = session.board().shots.at(-1);
  const missing = count - spots.length;
  if (missing === 0 || last === undefined) return spots;
  const { stage } = last.place;
  return [
    ...spots,
    ...session.actions.addMany(
      { stage, before: null },
      Array.from({ length: missing }, () => ({})),
    ),
  ];
}

/** On what one looks at: a new drawing under the art that is shown would not be seen. */
export function layerFor(
  { layer, takes }: Pick<BoardSession, 'layer' | 'takes'>,
  shot: Shot['id'],
): TakeLayer {
  const all = takes.get().get(shot);
  return layer.get() ?? (all === undefined ? null : shownTake(all))?.layer ?? 'lineart';
}

function arrives({ arriving }: BoardSession, shot: string, by: 1 | -1): void {
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
