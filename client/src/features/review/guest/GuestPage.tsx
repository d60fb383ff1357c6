import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../app/store.ts';
import { GuestDoor } from './GuestDoor.tsx';
import { GuestRoom } from './GuestRoom.tsx';
import { createGuestSession, type GuestSession } from './guest-session.ts';
import classes from './Guest.module.css';

/** What a link to one video opens: a name is asked for once, then the video and what is said of it. */
export default function GuestPage() {
  const { link } = useParams({ from: '/feedback/public/$link' });
  return <Opened key={link} link={link} />;
}

function Opened({ link }: { link: string }) {
  const [session] = useState(() => createGuestSession(link, secretOf(window.location)));
  useEffect(() => session.start(), [session]);
  return <Shown session={session} />;
}

function Shown({ session }: { session: GuestSession }) {
  const { t } = useTranslation('guest');
  const state = useStore(session.state);
  const inside = state.state === 'in';
  useEffect(() => {
    // Who is in needs the secret no more; who looks at the address reads none.
    const { pathname, search } = window.location;
    if (inside) window.history.replaceState(window.history.state, '', pathname + search);
  }, [inside]);
  switch (state.state) {
    case 'looking':
      return (
        <p className={classes['looking']} role="status">
          {t('open.loading')}
        </p>
      );
    case 'door':
      return <GuestDoor session={session} preview={state.preview} />;
    case 'in':
      return <GuestRoom key={state.came.guest.id} session={session} came={state.came} ended={state.ended} />;
    case 'closed':
      return (
        <main className={classes['message']}>
          <h1>{t('closed.title')}</h1>
          <p>{t('closed.body')}</p>
        </main>
      );
    case 'away':
      return (
        <main className={classes['message']}>
          <h1>{t('away.title')}</h1>
          <p>{t('away.body')}</p>
          <Button onClick={() => session.start()}>{t('away.again')}</Button>
        </main>
      );
    default:
      return state satisfies never;
  }
}

/** Behind the #, where no server sees it. */
function secretOf({ hash }: Location): string | null {
  const secret = hash.slice(1);
  return secret === '' ? null : secret;
}
