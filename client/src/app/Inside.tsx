import type { Device } from '@clapper/device';
import { openDevice } from '@clapper/device';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Navigate, Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { DeviceContext } from './device-context.tsx';
import { Announcements } from './Announcements.tsx';
import { atRest } from './at-rest.ts';
import { untilLoaded } from './lazy-part.tsx';
import { startOffline } from './offline/register.ts';
import { api } from './api.ts';
import { freshToken, session, type Me } from './session.ts';
import { useStore } from './store.ts';
import { useLeaveWarning } from './leave-warning.ts';
import { FilesProvider } from '../features/files/FilesProvider.tsx';
import { useOpenFiles } from '../features/files/files-context.ts';
import classes from './Inside.module.css';

const queries = new QueryClient({
  defaultOptions: {
    // What is asked over HTTP cannot be had offline: the page says so at once instead of waiting.
    queries: { networkMode: 'always', retry: 1, staleTime: 10_000 },
    mutations: { networkMode: 'always', retry: 0 },
  },
});

/** The part of the app that belongs to a person. */
export default function Inside() {
  const state = useStore(session.state);
  if (state.state === 'signedOut') return <Navigate to="/sign-in" replace />;
  return <WithDevice key={state.user.id} me={state.user} />;
}

function WithDevice({ me }: { me: Me }) {
  const device = useOpenDevice(me);
  // Opening the local database takes a few milliseconds: nothing is shown for them.
  if (device === null) return null;
  return (
    <DeviceContext value={device}>
      <QueryClientProvider client={queries}>
        <FilesProvider device={device}>
          <Guarded device={device} />
        </FilesProvider>
      </QueryClientProvider>
    </DeviceContext>
  );
}

function Guarded({ device }: { device: Device }) {
  useLeaveWarning(device, useOpenFiles());
  useEffect(() => startOffline(device), [device]);
  useEffect(() => startMeasuring(device), [device]);
  return (
    <div className={classes['app']}>
      <Announcements />
      <div className={classes['page']}>
        <Outlet />
      </div>
    </div>
  );
}

/** When all else has come. */
function startMeasuring(device: Device): () => void {
  let ended = false;
  let end = () => undefined as void;
  void atRest()
    .then(() => untilLoaded(() => import('./measures.ts')))
    .then(({ measure }) => {
      if (!ended) end = measure(device);
    });
  return () => {
    ended = true;
    end();
  };
}

function useOpenDevice({ id, name }: Me): Device | null {
  const [device, setDevice] = useState<Device | null>(null);
  useEffect(() => {
    let gone = false;
    const opening = openDevice({
      server: socketBase(),
      user: { id, name },
      token: freshToken,
      listDocuments: api.documents,
    });
    void opening.then((opened) => {
      if (!gone) setDevice(opened);
    });
    return () => {
      gone = true;
      setDevice(null);
      queries.clear();
      void opening.then((opened) => opened.close());
    };
    // A changed nickname reaches the device with the next visit; the server stamps the name others see.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id]);

  useEffect(() => {
    if (device === null) return;
    // Signed in again: the device had stopped asking.
    return session.state.subscribe(() => {
      const isOff = device.connection.get().state !== 'connected';
      if (session.state.get().state === 'signedIn' && isOff) device.reconnect();
    });
  }, [device]);
  return device;
}

function socketBase(): string {
  return `${window.location.protocol === 'https:' ? 'wss:' : 'ws:'}//${window.location.host}`;
}
