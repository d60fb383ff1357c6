import type { FileVariant } from '@clapper/protocol';
import { useEffect, useState } from 'react';
import { useDevice } from '../../app/device-context.tsx';
import { useFiles } from './files-context.ts';

export type PictureState =
  | { state: 'loading' }
  | { state: 'here'; url: string }
  /** It waits on the device of whoever added it, or comes from there: so much of it, in percent, has come. */
  | { state: 'absent'; percent: number | null }
  | { state: 'processing' }
  /** Not on this device, and there is no network. */
  | { state: 'away' };

const LOADING: PictureState = { state: 'loading' };
/** How soon it is asked again for what is being made, or cannot be had now: soon at first, most take seconds. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/**
 * A file as an address that `<img>` and `<video>` take, for as long as the component shows it. With `hash` null
 * nothing is loaded, and what was is let go: a card far away needs no picture.
 */
export function usePicture(document: string, hash: string | null, as: FileVariant = 'display'): PictureState {
  return useFile(document, hash, as);
}

/**
 * The same for a video: what is not on this device comes while it is watched, as small as it was made. With another
 * `again` its address is asked for anew.
 */
export function useFilm(document: string, hash: string | null, again = 0): PictureState {
  return useFile(document, hash, 'film', again);
}

function useFile(document: string, hash: string | null, as: FileVariant | 'film', again = 0): PictureState {
  const files = useFiles();
  const { connection } = useDevice();
  const [shown, setShown] = useState<{ of: string; state: PictureState } | null>(null);
  const of = `${document} ${hash} ${as} ${again}`;
  useEffect(() => {
    if (files === null || hash === null) return;
    let gone = false;
    let asking = false;
    let release: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopWaiting = () => undefined as void;
    let wait = FIRST_WAIT_MS;
    const ask = async () => {
      if (asking || release !== null) return;
      asking = true;
      clearTimeout(timer);
      stopWaiting();
      const found = await (as === 'film' ? files.film(document, hash) : files.url(document, hash, as));
      asking = false;
      if (found.state === 'here') {
        if (gone) return found.release();
        release = found.release;
        return setShown({ of, state: { state: 'here', url: found.url } });
      }
      if (gone) return;
      if (found.state === 'absent') {
        setShown({ of, state: { state: 'absent', percent: null } });
        stopWaiting = files.whenThere(document, hash, {
          come: () => void ask(),
          goes: (percent) => setShown({ of, state: { state: 'absent', percent } }),
        });
        return;
      }
      // No strip is made of it, no sound: there is nothing to wait for.
      if (found.state === 'none') return setShown({ of, state: { state: 'absent', percent: null } });
      setShown({ of, state: found });
      timer = setTimeout(() => void ask(), wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 1.5);
    };
    void ask();
    const stop = connection.subscribe(() => {
      if (connection.get().state === 'connected') void ask();
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      stopWaiting();
      stop();
      release?.();
      setShown(null);
    };
  }, [files, connection, document, hash, as, of]);
  return shown !== null && shown.of === of ? shown.state : LOADING;
}
