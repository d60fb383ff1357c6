import type { HandleState } from '@clapper/device';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useState, useSyncExternalStore, type CSSProperties } from 'react';
import { createPortal } from 'react-dom';
import type { Awareness } from 'y-protocols/awareness';
import { DrawingBarLazy, DrawingLazy, GhostsLazy, useDrawing, useDrawKey } from '../../drawing/index.ts';
import { readPlayhead } from '../together/playhead.ts';
import type { Player } from '../player/player.ts';
import { usePlayerState } from '../player/use-player.ts';
import { drawnAt } from './drawn-at.ts';
import { ghostsAt } from './ghosts-at.ts';
import { isInternal, type RoomSession } from './room-session.ts';
import type { NewNote } from './use-new-note.ts';
import classes from './Room.module.css';

interface FrameDrawingProps {
  session: RoomSession;
  state: HandleState;
  player: Player;
  /** Of the picture, its width by its height. */
  aspect: number;
  note: NewNote;
  /** Whether what is drawn on the frames around shows through. */
  ghosts: boolean;
  /** Null: may not. */
  onDraw: (() => void) | null;
  /** Where the tools stand when the picture is too small for them. */
  tools: HTMLElement | null;
}

/** What was drawn on the frame that is shown, exactly over it, and the tools for whoever draws. */
export function FrameDrawing(props: FrameDrawingProps) {
  const { session, state, player, aspect, note, ghosts, onDraw, tools } = props;
  const { unsent, drawn, drawing: draws, standAt } = note;
  const { frame, speed } = usePlayerState(player);
  const small = useMediaQuery('(max-width: 767px)') ?? false;
  // What is drawn on belongs to its frame, wherever the video goes meanwhile.
  const here =
    drawn === 0 ? draws : unsent.frame === frame && (unsent.cut ?? session.cut?.id) === session.cut?.id;
  const active = draws && here;
  const awareness = state.phase === 'ready' ? state.awareness : null;
  const others = useDrawnByOthers(awareness, session.cut?.id ?? null, frame);
  const of = here ? unsent.id : (drawnAt(session, frame) ?? others);
  const inInternal = here ? unsent.internal : of !== null && isInternal(session, of);
  const drawing = useDrawing(inInternal ? (session.internal?.state ?? null) : state, of, session.me);
  useDrawKey(active ? null : onDraw);
  useEffect(() => {
    // The first stroke will be on the frame that is shown.
    if (draws && drawn === 0 && unsent.frame !== frame) standAt(frame);
  }, [draws, drawn, unsent.frame, frame, standAt]);
  // Once there was something to show it stays: what is drawn comes and goes with the frames.
  const [shows, setShows] = useState(of !== null);
  if (of !== null && !shows) setShows(true);
  if (drawing === null) return null;
  const nameOf = (id: string) => session.members.find((member) => member.id === id)?.name ?? '';
  const bar = active && (
    <div className={classes['tools']} data-below={(small && tools !== null) || undefined}>
      <DrawingBarLazy session={drawing} plays nameOf={nameOf} />
    </div>
  );
  return (
    <>
      <div className={classes['frame']} style={{ '--aspect': aspect } as CSSProperties}>
        {ghosts && speed === 0 && <GhostsLazy {...ghostsAt(session.notes, frame)} aspect={aspect} />}
        {shows && (
          <DrawingLazy
            session={drawing}
            aspect={aspect}
            active={active}
            playing={speed !== 0}
            onLeave={note.stopDrawing}
          />
        )}
      </div>
      {small && tools !== null ? createPortal(bar, tools) : bar}
    </>
  );
}

/** The note that somebody else draws on at this frame and has not sent. */
function useDrawnByOthers(awareness: Awareness | null, cut: string | null, frame: number): string | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness?.on('change', listener);
      return () => awareness?.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, () => {
    for (const [clientId, state] of awareness?.getStates() ?? []) {
      if (clientId === awareness?.clientID) continue;
      const head = readPlayhead(state);
      if (head?.cut === cut && head?.draws?.frame === frame) return head.draws.of;
    }
    return null;
  });
}
