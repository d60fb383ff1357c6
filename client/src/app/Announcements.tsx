import { Button, CloseButton } from '@mantine/core';
import { IconLockOpen, IconLogin2, IconSparkles } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from './device-context.tsx';
import { LinkButton } from './links.tsx';
import { recall, remember } from './memory.ts';
import { mayTakeOver, newVersion, takeOver } from './offline/register.ts';
import { session } from './session.ts';
import { useStore } from './store.ts';
import classes from './Announcements.module.css';

/** What concerns the whole app, one line each, above the page. */
export function Announcements() {
  return (
    <>
      <SessionEnded />
      <NewVersion />
      <InsecureOrigin />
    </>
  );
}

function Line({ icon, tone, children }: { icon: ReactNode; tone: 'plain' | 'warn'; children: ReactNode }) {
  return (
    <aside className={classes['line']} data-tone={tone}>
      {icon}
      {children}
    </aside>
  );
}

function SessionEnded() {
  const { t } = useTranslation();
  const state = useStore(session.state);
  const here = useRouterState({ select: ({ location }) => location.href });
  if (state.state !== 'remembered' || state.reason !== 'ended') return null;
  return (
    <Line icon={<IconLogin2 size={16} aria-hidden />} tone="warn">
      <p className={classes['words']}>{t('sessionEnded.body')}</p>
      <LinkButton size="xs" to="/sign-in" search={{ next: here }}>
        {t('sessionEnded.action')}
      </LinkButton>
    </Line>
  );
}

function NewVersion() {
  const { t } = useTranslation();
  const worker = useStore(newVersion);
  const status = useStore(useDevice().status);
  if (worker === null) return null;
  const ready = mayTakeOver(status);
  return (
    <Line icon={<IconSparkles size={16} aria-hidden />} tone="plain">
      <p className={classes['words']}>
        {t('update.title')}
        {!ready && <span className={classes['more']}> {t('update.wait')}</span>}
      </p>
      <Button size="xs" disabled={!ready} onClick={() => takeOver(worker)}>
        {t('update.action')}
      </Button>
    </Line>
  );
}

/** Browsers withhold service workers and more from a plain-http address: say so once, and the way out. */
function InsecureOrigin() {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(() => recall('insecureNoticeSeen') !== null);
  if (seen || window.isSecureContext) return null;
  return (
    <Line icon={<IconLockOpen size={16} aria-hidden />} tone="plain">
      <p className={classes['words']}>
        {t('insecure.body')} <span className={classes['more']}>{t('insecure.way')}</span>
      </p>
      <CloseButton
        aria-label={t('dismiss')}
        onClick={() => {
          remember('insecureNoticeSeen', 'yes');
          setSeen(true);
        }}
      />
    </Line>
  );
}
