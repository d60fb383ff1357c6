import type { HandleState } from '@clapper/device';
import type { CSSProperties } from 'react';
import { DrawingBarLazy, DrawingLazy, useDrawing, useDrawKey } from '../../drawing/index.ts';
import type { Player } from '../player/player.ts';
import { usePlayerState } from '../player/use-player.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Room.module.css';

interface FrameDrawingProps {
  session: RoomSession;
  state: HandleState;
  player: Player;
  /** Of the picture, its width by its height. */
  aspect: number;
  /** The note that is being written, while it is drawn on; null: nobody draws here. */
  drawsOn: string | null;
  /** Null: may not. */
  onDraw: (() => void) | null;
  onLeave: () => void;
}

/** What was drawn on the frame that is shown, exactly over it, and the tools for whoever draws. */
export function FrameDrawing({
  session,
  state,
  player,
  aspect,
  drawsOn,
  onDraw,
  onLeave,
}: FrameDrawingProps) {
  const { frame, speed } = usePlayerState(player);
  const drawing = useDrawing(state, drawsOn ?? drawnAt(session, frame), session.me);
  useDrawKey(drawsOn === null ? onDraw : null);
  if (drawing === null) return null;
  const nameOf = (id: string) => session.members.find((member) => member.id === id)?.name ?? '';
  return (
    <>
      <div className={classes['frame']} style={{ '--aspect': aspect } as CSSProperties}>
        <DrawingLazy
          session={drawing}
          aspect={aspect}
          active={drawsOn !== null}
          playing={speed !== 0}
          onLeave={onLeave}
        />
      </div>
      {drawsOn !== null && (
        <div className={classes['tools']}>
          <DrawingBarLazy session={drawing} plays nameOf={nameOf} />
        </div>
      )}
    </>
  );
}

/** Of the notes at this frame the one that was chosen, or else the first with a drawing. */
function drawnAt({ notes, active }: RoomSession, frame: number): string | null {
  const here = notes.filter(
    ({ note, place }) =>
      note.shapes.length > 0 &&
      place.frame !== null &&
      place.frame <= frame &&
      frame < (place.endFrame ?? place.frame + 1),
  );
  return (here.find(({ note }) => note.id === active) ?? here[0])?.note.id ?? null;
}
