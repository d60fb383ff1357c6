import { notificationLink, placeOfAnchor, type Anchor, type FeedEntry } from '@clapper/documents';

/** Where in the app it happened; null: nowhere that can be gone to. `anchors`: what threads hang on. */
export function entryLink(
  project: string,
  { event }: FeedEntry,
  anchors: ReadonlyMap<string, Anchor>,
): string | null {
  const { type, id, video } = event.target;
  switch (type) {
    case 'stage':
    case 'shot':
    case 'event':
    case 'video':
      return notificationLink({ project, place: { type, id }, thread: null });
    case 'member':
      return notificationLink({ project, place: { type: 'members', id: null }, thread: null });
    case 'thread': {
      if (video !== undefined)
        return notificationLink({ project, place: { type: 'video', id: video }, thread: id });
      const anchor = anchors.get(id);
      return anchor === undefined
        ? null
        : notificationLink({ project, place: placeOfAnchor(anchor), thread: id });
    }
    case 'project':
      return notificationLink({ project, place: { type: 'project', id: null }, thread: null });
    default:
      return type satisfies never;
  }
}
