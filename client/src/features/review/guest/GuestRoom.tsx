import { openDevice, type Device } from '@clapper/device';
import { readReview } from '@clapper/documents/review';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceContext, useDevice, useDocument, useRead, useStore } from '../../../app/device-context.tsx';
import { DocumentPage } from '../../../app/DocumentPage.tsx';
import type { Came } from '../../../app/guest-memory.ts';
import { useLeaveWarning } from '../../../app/leave-warning.ts';
import { useFormat } from '../../../ui/format.ts';
import { Mark } from '../../../ui/Mark.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { FilesProvider } from '../../files/FilesProvider.tsx';
import { useOpenFiles } from '../../files/files-context.ts';
import { pillWords } from '../../sync-status/words.ts';
import { DarkRoom } from '../room/DarkRoom.tsx';
import { ownZone } from '../room/own-zone.ts';
import { Room } from '../room/Room.tsx';
import { GuestProject } from './GuestProject.tsx';
import type { GuestSession } from './guest-session.ts';
import classes from './Guest.module.css';

const queries = new QueryClient();

interface GuestRoomProps {
  session: GuestSession;
  came: Came;
  /** The link lets nobody in any more: what is on this device can still be read. */
  ended: boolean;
}

/** The review room with nothing of the project around it, on a device that belongs to this guest. */
export function GuestRoom({ session, came, ended }: GuestRoomProps) {
  const device = useGuestDevice(session, came);
  if (device === null) return null;
  return (
    <DeviceContext value={device}>
      <QueryClientProvider client={queries}>
        <FilesProvider device={device} token={session.token}>
          <GuestProject id={came.project.id} role={came.role}>
            <DarkRoom>
              <Inside came={came} ended={ended} />
            </DarkRoom>
          </GuestProject>
        </FilesProvider>
      </QueryClientProvider>
    </DeviceContext>
  );
}

function Inside({ came, ended }: Pick<GuestRoomProps, 'came' | 'ended'>) {
  const { t } = useTranslation('guest');
  const device = useDevice();
  useLeaveWarning(device, useOpenFiles());
  const { document } = came;
  const state = useDocument(document);
  const review = useRead(state, readReview);
  return (
    <div className={classes['page']}>
      <header className={classes['bar']}>
        <Mark size={20} />
        <span className={classes['where']}>{came.project.name}</span>
        <Saved ended={ended} />
        <span className={classes['who']}>{t('room.guest', { name: came.guest.name })}</span>
      </header>
      {ended && (
        <div className={classes['ended']}>
          <Notice tone="bad">{t('ended.body')}</Notice>
        </div>
      )}
      <main className={classes['room']}>
        <DocumentPage document={document} state={state}>
          {(ready) =>
            review !== null && (
              <Room
                document={document}
                title={came.video.title}
                state={state}
                doc={ready.doc}
                review={review}
                internal={null}
                maker={null}
                zone={ownZone()}
                writable={ready.access.write && ready.schema === 'fits'}
                guest={{ approves: came.approves, ended }}
              />
            )
          }
        </DocumentPage>
      </main>
    </div>
  );
}

/** Nothing is called saved before it is, here too. */
function Saved({ ended }: { ended: boolean }) {
  const { t } = useTranslation('sync');
  const { t: guest } = useTranslation('guest');
  const { clock } = useFormat();
  const status = useStore(useDevice().status);
  return (
    <span className={classes['saved']} role="status">
      {ended ? guest('ended.short') : pillWords(status, t, clock)}
    </span>
  );
}

function useGuestDevice(session: GuestSession, { guest: { id, name } }: Came): Device | null {
  const [device, setDevice] = useState<Device | null>(null);
  useEffect(() => {
    let gone = false;
    const { protocol, host } = window.location;
    const opening = openDevice({
      server: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}`,
      user: { id, name },
      token: session.token,
    });
    void opening.then((opened) => {
      if (!gone) setDevice(opened);
    });
    return () => {
      gone = true;
      setDevice(null);
      void opening.then((opened) => opened.close());
    };
  }, [session, id, name]);
  return device;
}
