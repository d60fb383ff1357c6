import type { EventTarget, TargetType } from '@clapper/documents';

/** How a thing is put into words, and what it is called; '' for one of which only the sort is known. */
interface Thing {
  key: `thing.${TargetType}` | `named.${TargetType}` | 'noteOn';
  name: string;
}

/**
 * What something was done to. `told`: what it was called then, '' where that was not written down: it is called what
 * it is called now. Of a note on a video that is the video.
 */
export function thingOf(
  { type, id, video }: Pick<EventTarget, 'type' | 'id' | 'video'>,
  told: string,
  names: ReadonlyMap<string, string>,
): Thing {
  if (told === '' && video !== undefined) {
    const title = names.get(video);
    return title === undefined ? { key: `thing.${type}`, name: '' } : { key: 'noteOn', name: title };
  }
  const name = told === '' ? (names.get(id) ?? '') : told;
  return { key: name === '' ? `thing.${type}` : `named.${type}`, name };
}
