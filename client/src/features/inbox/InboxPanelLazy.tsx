import { useMediaQuery } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { lazyPart } from '../../app/lazy-part.tsx';
import { useStore } from '../../app/store.ts';
import { inboxPanel, PANEL_FITS } from './inbox-panel.ts';

const InboxPanel = lazyPart(() => import('./InboxPanel.tsx'), {
  inbox: () => import('@clapper/locales/inbox'),
});

/** The inbox beside any page but its own, once somebody has asked for it. */
export function InboxPanelLazy() {
  const opened = useStore(inboxPanel);
  const fits = useMediaQuery(PANEL_FITS, undefined, { getInitialValueInEffect: false });
  const isPage = useRouterState({ select: ({ location }) => location.pathname === '/inbox' });
  return opened && fits && !isPage ? <InboxPanel /> : null;
}
