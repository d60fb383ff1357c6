import {
  IconActivity,
  IconCalendar,
  IconFileText,
  IconHome,
  IconLayoutGrid,
  IconPlayerPlay,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

/** The pages of a project, in the rail's order. A page that comes later is a line here and a route. */
export const RAIL_PAGES = ['overview', 'plan', 'board', 'review', 'calendar', 'activity', 'members'] as const;
export const PROJECT_PAGES = [...RAIL_PAGES, 'settings'] as const;
/** Where there is no room for all: what happened is reached from the overview. */
export const PHONE_PAGES = PROJECT_PAGES.filter((page) => page !== 'activity');
export type ProjectPage = (typeof PROJECT_PAGES)[number];

export const PAGE_ICONS: Readonly<Record<ProjectPage, Icon>> = {
  overview: IconHome,
  plan: IconFileText,
  board: IconLayoutGrid,
  review: IconPlayerPlay,
  calendar: IconCalendar,
  activity: IconActivity,
  members: IconUsers,
  settings: IconSettings,
};

/** `G`, then this letter. */
export const PAGE_KEYS: Readonly<Record<ProjectPage, string>> = {
  overview: 'O',
  plan: 'P',
  board: 'B',
  review: 'R',
  calendar: 'C',
  activity: 'A',
  members: 'M',
  settings: 'S',
};

export function pageOfPath(pathname: string): ProjectPage | null {
  const name = pathname.split('/')[3];
  return PROJECT_PAGES.find((page) => page === name) ?? null;
}

/** One video, not the list of them. */
export function isReviewRoom(pathname: string): boolean {
  const [page, video = ''] = pathname.split('/').slice(3);
  return page === 'review' && video !== '';
}
