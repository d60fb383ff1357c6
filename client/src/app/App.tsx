import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { router } from './router.tsx';
import { session } from './session.ts';
import { useStore } from './store.ts';
import { cssVariablesResolver } from './theme/roles.ts';
import { theme } from './theme/theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'clapper.scheme' });

/** Above what Mantine's dialogs and menus are given (200 to 400): what a toast offers is offered in a dialog, too. */
const TOAST_LAYER = 500;

export function App() {
  const { state } = useStore(session.state);
  // Who is signed in decides which routes may be seen.
  useEffect(() => void router.invalidate(), [state]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
    >
      <RouterProvider router={router} />
      <Notifications position="bottom-center" limit={3} zIndex={TOAST_LAYER} containerWidth={360} />
    </MantineProvider>
  );
}
