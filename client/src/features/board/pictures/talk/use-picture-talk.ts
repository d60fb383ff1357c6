import type { Anchor, ShotTakes, Take } from '@clapper/documents';
import { useEffect, useRef, useState } from 'react';
import { useAsked } from '../../../../app/asked.ts';
import type { DraftPlace } from '../../../threads/drafts.ts';
import { useAskedThreadId } from '../../../threads/permalink.ts';
import { useTalk, type TalkSession } from '../../../threads/talk-session.tsx';
import {
  pictureThreads,
  pinsOn,
  takeOf,
  type PictureThread,
  type Pin,
  type Point,
} from './picture-threads.ts';

/** So wide that a list stands beside the picture without being asked for. */
const BESIDE = '(min-width: 1000px)';

export interface PictureTalk {
  session: TalkSession;
  threads: readonly PictureThread[];
  pins: readonly Pin[];
  /** The list is open. */
  shown: boolean;
  show: (shown: boolean) => void;
  unfolded: string | null;
  unfold: (thread: string | null) => void;
  /** Somebody chooses the point that the next thread is about. */
  placing: boolean;
  place: (placing: boolean) => void;
  /** What the thread that is being written hangs on. */
  composing: Anchor | null;
  compose: (anchor: Anchor | null) => void;
  composeAt: (point: Point) => void;
  draftPlace: DraftPlace;
}

/** What is said of a shot's pictures; null while that is not on this device. `look` shows a picture. */
export function usePictureTalk(
  shot: string,
  takes: ShotTakes,
  take: Take | null,
  look: (take: Take) => void,
): PictureTalk | null {
  const session = useTalk();
  const draftPlace: DraftPlace = `new/picture/${shot}`;
  const threads = pictureThreads(session?.talk.threads ?? [], shot, session?.moderates ?? false);
  const [composing, compose] = useState<Anchor | null>(() => session?.drafts.get(draftPlace)?.anchor ?? null);
  const [shown, show] = useState(
    () =>
      composing !== null ||
      (threads.some(({ thread }) => thread.resolved === null) && matchMedia(BESIDE).matches),
  );
  const [unfolded, unfold] = useState<string | null>(null);
  const [placing, place] = useState(false);

  const askedId = useAskedThreadId();
  const times = useAsked();
  const asked = threads.find(({ thread }) => thread.id === askedId);
  const done = useRef<string | null>(null);
  useEffect(() => {
    const request = `${times} ${asked?.thread.id}`;
    if (asked === undefined || done.current === request) return;
    done.current = request;
    const picture = takeOf(takes, asked.anchor.image);
    if (picture !== null) look(picture);
    show(true);
    unfold(asked.thread.id);
  }, [asked, times, takes, look]);

  if (session === null) return null;
  return {
    session,
    threads,
    pins: take === null ? [] : pinsOn(threads, take, takes, unfolded),
    shown,
    show,
    unfolded,
    unfold,
    placing: placing && take !== null,
    place,
    composing,
    compose,
    composeAt(point) {
      place(false);
      if (take === null) return;
      show(true);
      compose({ type: 'image', shot, image: take.id, point });
    },
    draftPlace,
  };
}
