import { MantineProvider } from '@mantine/core';
import { useLayoutEffect, type ReactNode } from 'react';
import { theme } from '../../../app/theme/theme.ts';

const SCHEME = 'data-mantine-color-scheme';
const root = () => document.documentElement;

/** The whole window goes dark around a video, whatever the theme is or becomes, and comes back behind it. */
export function DarkRoom({ children }: { children: ReactNode }) {
  useLayoutEffect(() => {
    let outside = 'light';
    const darken = () => {
      const now = root().getAttribute(SCHEME) ?? outside;
      if (now === 'dark') return;
      outside = now;
      root().setAttribute(SCHEME, 'dark');
    };
    if (root().getAttribute(SCHEME) === 'dark') outside = 'dark';
    darken();
    // The theme may change meanwhile, by the clock of the system.
    const observer = new MutationObserver(darken);
    observer.observe(root(), { attributeFilter: [SCHEME] });
    return () => {
      observer.disconnect();
      root().setAttribute(SCHEME, outside);
    };
  }, []);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme="dark"
      // What belongs to the page around it that one has done already.
      getRootElement={() => undefined}
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
