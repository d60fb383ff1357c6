import type { HandleState } from '@clapper/device';
import type { Cut } from '@clapper/documents/review';
import { lazyPart } from '../../../app/lazy-part.tsx';
import type { Comparing } from '../compare/use-comparison.ts';
import { Laser } from '../laser/Laser.tsx';
import type { Player } from '../player/player.ts';
import { FrameDrawing } from './FrameDrawing.tsx';
import type { RoomSession } from './room-session.ts';
import type { Looks } from './use-looks.ts';
import type { NewNote } from './use-new-note.ts';

const ComparedCut = lazyPart(() => import('../compare/ComparedCut.tsx'), {});

interface OverPictureProps {
  session: RoomSession;
  state: HandleState;
  player: Player;
  cut: Cut;
  /** Of the picture, its width by its height; null: not known yet. */
  aspect: number | null;
  comparing: Pick<Comparing, 'compared' | 'change'>;
  note: NewNote;
  looks: Looks;
  /** Null: may not. */
  onDraw: (() => void) | null;
  tools: HTMLElement | null;
  now: () => number;
}

/** What lies over the picture: the other cut while two are compared, else what is drawn and pointed at. */
export function OverPicture(props: OverPictureProps) {
  const { session, state, player, cut, aspect, comparing, note, looks, onDraw, tools, now } = props;
  const { compared, change } = comparing;
  if (compared !== null)
    return (
      <ComparedCut
        document={session.document}
        cut={compared.second}
        first={compared.first}
        player={player}
        comparison={compared.comparison}
        onChange={change}
      />
    );
  if (aspect === null) return null;
  return (
    <>
      <FrameDrawing
        session={session}
        state={state}
        player={player}
        aspect={aspect}
        note={note}
        ghosts={looks.ghosts.on}
        onDraw={onDraw}
        tools={tools}
      />
      {state.phase === 'ready' && (
        <Laser
          awareness={state.awareness}
          me={session.me}
          player={player}
          cut={cut.id}
          aspect={aspect}
          active={looks.laser.on}
          onLeave={looks.laser.end}
          now={now}
        />
      )}
    </>
  );
}
