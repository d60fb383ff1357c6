import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { useEffect, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../i18n.ts';
import { cssVariablesResolver } from '../theme/roles.ts';
import { theme } from '../theme/theme.ts';
import { Sheet } from './Sheet.tsx';
import '../../features/plan/editor/prose.css';
import classes from './SheetPage.module.css';

/** A working aid: every component beside itself, light in English and dark in Korean. */
export default function SheetPage() {
  // Dark styles win inside a light page, not the other way round.
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset['mantineColorScheme'];
    root.dataset['mantineColorScheme'] = 'light';
    return () => {
      root.dataset['mantineColorScheme'] = before;
    };
  }, []);
  return (
    <main className={classes['page']}>
      <Pane scheme="light" language="en">
        <Sheet />
      </Pane>
      <Pane scheme="dark" language="ko">
        <Sheet />
      </Pane>
    </main>
  );
}

function Pane({
  scheme,
  language,
  children,
}: {
  scheme: 'light' | 'dark';
  language: Language;
  children: ReactNode;
}) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [i18n] = useState(() => i18next.cloneInstance({ lng: language }));
  return (
    <div
      ref={setElement}
      lang={language}
      className={`${classes['pane']} sheet-${scheme}`}
      data-mantine-color-scheme={scheme}
    >
      {element !== null && (
        <I18nextProvider i18n={i18n}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={cssVariablesResolver}
            cssVariablesSelector={`.sheet-${scheme}`}
            forceColorScheme={scheme}
            getRootElement={() => element}
            withGlobalClasses={false}
          >
            {children}
          </MantineProvider>
        </I18nextProvider>
      )}
    </div>
  );
}
