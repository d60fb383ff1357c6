import { notificationLink, type Anchor, type FeedEntry, type HomeNotification } from '@clapper/documents';

type Place = HomeNotification['place'];

/** Where in the app it happened; null: nowhere that can be gone to. `anchors`: what threads hang on. */
export function entryLink(
  project: string,
  { event }: FeedEntry,
  anchors: ReadonlyMap<string, Anchor>,
): string | null {
  const { type, id } = event.target;
  switch (type) {
    case 'stage':
    case 'shot':
    case 'event':
      return notificationLink({ project, place: { type, id }, thread: null });
    case 'member':
      return notificationLink({ project, place: { type: 'members', id: null }, thread: null });
    case 'thread': {
      const anchor = anchors.get(id);
      return anchor === undefined ? null : notificationLink({ project, place: placeOf(anchor), thread: id });
    }
    case 'project':
      return notificationLink({ project, place: { type: 'project', id: null }, thread: null });
    default:
      return type satisfies never;
  }
}

function placeOf(anchor: Anchor): Place {
  switch (anchor.type) {
    case 'project':
      return { type: 'project', id: null };
    case 'stage':
    case 'text':
      return { type: 'stage', id: anchor.stage };
    case 'shot':
    case 'image':
      return { type: 'shot', id: anchor.shot };
    case 'event':
      return { type: 'event', id: anchor.event };
    default:
      return anchor satisfies never;
  }
}
