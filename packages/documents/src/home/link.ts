import type { HomeNotification } from './reads.ts';

/** Where in the app a notification leads. */
export function notificationLink({
  project,
  place,
  thread,
}: Pick<HomeNotification, 'project' | 'place' | 'thread'>): string {
  const search = new URLSearchParams();
  const { type, id } = place;
  const page = type === 'video' && id !== null ? `review/${id}` : PAGES[type];
  if (id !== null && (type === 'stage' || type === 'shot' || type === 'event')) search.set(type, id);
  // What is said of a video is a note of its room.
  if (thread !== null) search.set(type === 'video' ? 'note' : 'thread', thread);
  const query = search.toString();
  return `/p/${project}/${page}${query === '' ? '' : `?${query}`}`;
}

const PAGES = {
  project: 'overview',
  stage: 'plan',
  shot: 'board',
  event: 'calendar',
  video: 'review',
  members: 'members',
} as const;
