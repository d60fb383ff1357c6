import { shownTake, TAKE_LAYERS, type ShotTakes, type Take, type TakeLayer } from '@clapper/documents';

/** The picture that each shot shows, or all there are of it, oldest first. */
export type WhichPictures = 'shown' | 'all';

/** Deleted ones are none of them. */
export function takesToSave(
  takes: ShotTakes,
  which: WhichPictures,
  layer: TakeLayer | null,
): readonly Take[] {
  if (which === 'all') return TAKE_LAYERS.flatMap((each) => takes[each].takes.toReversed());
  const take = shownTake(takes, layer);
  return take === null ? [] : [take];
}
