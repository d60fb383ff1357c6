import type { Listing } from '../define-document.ts';
import { rootMap } from '../records.ts';

/** Which documents there are of a video's own kinds: one for each video ever made, deleted ones too. */
export const listedVideos: Listing = {
  kind: 'media',
  names: (doc, name) => rootMap(doc, 'videos')?.has(name) === true,
};
