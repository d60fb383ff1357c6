import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { NotFoundPage } from './NotFoundPage.tsx';
import { isOwnAddress } from './own-address.ts';
import { PageError } from './PageError.tsx';
import { session } from './session.ts';
import { withWords, type ReadWords } from './with-words.ts';

type Page = { default: ComponentType };

function page(load: () => Promise<Page>, words: ReadWords = {}) {
  return lazyRouteComponent(() => withWords(load, words));
}

const words = {
  activity: () => import('@clapper/locales/activity'),
  admin: () => import('@clapper/locales/admin'),
  board: () => import('@clapper/locales/board'),
  calendar: () => import('@clapper/locales/calendar'),
  calendarExchange: () => import('@clapper/locales/calendar-exchange'),
  overview: () => import('@clapper/locales/overview'),
  inbox: () => import('@clapper/locales/inbox'),
  insights: () => import('@clapper/locales/insights'),
  invitations: () => import('@clapper/locales/invitations'),
  people: () => import('@clapper/locales/people'),
  plan: () => import('@clapper/locales/plan'),
  guest: () => import('@clapper/locales/guest'),
  review: () => import('@clapper/locales/review'),
  settings: () => import('@clapper/locales/settings'),
  sheet: () => import('@clapper/locales/sheet'),
  'sign-in': () => import('@clapper/locales/sign-in'),
  sync: () => import('@clapper/locales/sync'),
  threads: () => import('@clapper/locales/threads'),
};

const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: PageError });

function nextOf(search: Record<string, unknown>): { next?: string } {
  const { next } = search;
  return typeof next === 'string' && isOwnAddress(next) ? { next } : {};
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextOf,
  component: page(() => import('../features/sign-in/SignInPage.tsx'), { 'sign-in': words['sign-in'] }),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: nextOf,
  component: page(() => import('../features/sign-in/SignUpPage.tsx'), { 'sign-in': words['sign-in'] }),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$code',
  component: page(() => import('../features/sign-in/JoinPage.tsx'), { 'sign-in': words['sign-in'] }),
});

/** For whoever has a link to one video: nothing of the app around it. */
const guest = createRoute({
  getParentRoute: () => root,
  path: '/feedback/public/$link',
  component: page(() => import('../features/review/guest/GuestPage.tsx'), {
    guest: words.guest,
    review: words.review,
    threads: words.threads,
    sync: words.sync,
    'sign-in': words['sign-in'],
  }),
  errorComponent: PageError,
});

const sheet = createRoute({
  getParentRoute: () => root,
  path: '/sheet',
  component: page(() => import('./sheet/SheetPage.tsx'), {
    sheet: words.sheet,
    board: words.board,
    people: words.people,
    plan: words.plan,
    sync: words.sync,
  }),
});

/** Everything that belongs to a person: below here there is a device with their documents. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: ({ location }) => {
    if (session.state.get().state !== 'signedOut') return;
    // Thrown as the router asks for it: a redirect is no error.
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: page(() => import('./Inside.tsx'), { sync: words.sync, people: words.people }),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: page(() => import('../features/home/HomePage.tsx')),
});

const welcome = createRoute({
  getParentRoute: () => inside,
  path: '/welcome',
  component: page(() => import('../features/home/WelcomePage.tsx')),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: page(() => import('../features/account/AccountPage.tsx'), { settings: words.settings }),
});

const admin = createRoute({
  getParentRoute: () => inside,
  path: '/admin',
  component: page(() => import('../features/admin/AdminPage.tsx'), { admin: words.admin }),
  errorComponent: PageError,
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  component: page(() => import('../features/inbox/InboxPage.tsx'), { inbox: words.inbox }),
  errorComponent: PageError,
});

const project = createRoute({
  getParentRoute: () => inside,
  path: '/p/$project',
  component: page(() => import('./frame/ProjectFrame.tsx')),
});

const projectIndex = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$project/plan', params, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => project,
  path: '/overview',
  component: page(() => import('../features/overview/OverviewPage.tsx'), {
    activity: words.activity,
    overview: words.overview,
  }),
  errorComponent: PageError,
});

const insights = createRoute({
  getParentRoute: () => project,
  path: '/overview/insights',
  component: page(() => import('../features/overview/insights/InsightsPage.tsx'), {
    insights: words.insights,
    overview: words.overview,
  }),
  errorComponent: PageError,
});

const plan = createRoute({
  getParentRoute: () => project,
  path: '/plan',
  component: page(() => import('../features/plan/PlanPage.tsx'), { plan: words.plan }),
  errorComponent: PageError,
});

const board = createRoute({
  getParentRoute: () => project,
  path: '/board',
  component: page(() => import('../features/board/BoardPage.tsx'), { board: words.board }),
  errorComponent: PageError,
});

const reviews = createRoute({
  getParentRoute: () => project,
  path: '/review',
  component: page(() => import('../features/review/ReviewsPage.tsx'), { review: words.review }),
  errorComponent: PageError,
});

const room = createRoute({
  getParentRoute: () => project,
  path: '/review/$video',
  component: page(() => import('../features/review/RoomPage.tsx'), {
    review: words.review,
    threads: words.threads,
  }),
  errorComponent: PageError,
});

const calendar = createRoute({
  getParentRoute: () => project,
  path: '/calendar',
  component: page(() => import('../features/calendar/CalendarPage.tsx'), {
    calendar: words.calendar,
    'calendar-exchange': words.calendarExchange,
  }),
  errorComponent: PageError,
});

const activity = createRoute({
  getParentRoute: () => project,
  path: '/activity',
  component: page(() => import('../features/activity/ActivityPage.tsx'), { activity: words.activity }),
  errorComponent: PageError,
});

const members = createRoute({
  getParentRoute: () => project,
  path: '/members',
  component: page(() => import('../features/members/MembersPage.tsx'), { invitations: words.invitations }),
  errorComponent: PageError,
});

const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: page(() => import('../features/settings/SettingsPage.tsx'), { settings: words.settings }),
  errorComponent: PageError,
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signUp,
    join,
    guest,
    sheet,
    inside.addChildren([
      home,
      welcome,
      account,
      admin,
      inbox,
      project.addChildren([
        projectIndex,
        overview,
        insights,
        plan,
        board,
        reviews,
        room,
        calendar,
        activity,
        members,
        settings,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
