import { atLeast } from '@clapper/access';
import {
  filterNotes,
  notesInCut,
  sortNotes,
  type NoteInCut,
  type NoteOrder,
  type Review,
} from '@clapper/documents/review';
import { timecodeOf, type Clip } from '@clapper/documents/timecode';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandleState } from '@clapper/device';
import { newId } from '@clapper/protocol';
import type { Doc } from 'yjs';
import { useDevice } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { Transport, timeOf } from '../player/Transport.tsx';
import { usePlayer } from '../player/use-player.ts';
import { addCutOf } from './add-cut.ts';
import { Approval } from './Approval.tsx';
import { CutPicker } from './CutPicker.tsx';
import { FrameDrawing } from './FrameDrawing.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { NotesPanel, type Shows } from './NotesPanel.tsx';
import type { RoomSession } from './room-session.ts';
import { Stage } from './Stage.tsx';
import { Timeline } from './Timeline.tsx';
import { useCutSource } from './use-cut-source.ts';
import { useRoomKeys } from './use-room-keys.ts';
import classes from './Room.module.css';

interface RoomProps {
  document: string;
  title: string;
  state: HandleState;
  doc: Doc;
  review: Review;
  writable: boolean;
}

const NO_TIMECODE: Clip = { rate: { num: 25, den: 1 }, startFrame: 0, dropFrame: false };

/** The video on the left, what is said of it on the right. */
export function Room({ document, title, state, doc, review, writable }: RoomProps) {
  const { t } = useTranslation('review');
  const device = useDevice();
  const files = useFiles();
  const { id: project, role, members } = useProject();
  const [chosen, setChosen] = useState<string | null>(null);
  const cut = review.cuts.find(({ id }) => id === chosen) ?? review.cuts.at(-1) ?? null;
  const source = useCutSource(document, cut);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const player = usePlayer(video, source.state === 'there' ? source.clock : null);
  const variable = cut?.video?.variable ?? false;
  const clip = cut?.video ?? NO_TIMECODE;
  const stage = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [shows, setShows] = useState<Shows>('open');
  const [order, setOrder] = useState<NoteOrder>('time');
  // The note that is being written: it has its id before it is sent, so that it can be drawn on.
  const [unsent, setUnsent] = useState(() => newId(device.serverTime()));
  const [drawing, setDrawing] = useState(false);

  const notes = useMemo(
    () => (cut === null ? [] : sortNotes(notesInCut(review, review.notes, cut.id), 'time')),
    [review, cut],
  );
  const { user: me } = device;
  const seen = filterNotes(
    notes,
    shows === 'mine' ? { author: me.id } : { show: shows === 'open' ? 'open' : 'all' },
  );
  const act = useCallback(() => ({ by: me.id, at: device.serverTime() }), [me, device]);
  const session: RoomSession = {
    ...{ project, document, doc, review, cut, notes, clip, me, members, writable, act, active },
    edits: writable && role !== null && atLeast(role, 'editor'),
    moderates: writable && role !== null && atLeast(role, 'admin'),
    says: () => ({ ...act(), name: members.find(({ id }) => id === me.id)?.name ?? me.name }),
    timeOf: (frame) => (player === null ? timecodeOf(frame, clip) : timeOf(frame, player, clip, variable)),
    show(item: NoteInCut) {
      setActive(item.note.id);
      if (item.place.frame !== null) player?.show(item.place.frame);
    },
  };
  const draw = () => {
    player?.pause();
    setDrawing(true);
  };
  const fullscreen = () => {
    if (window.document.fullscreenElement !== null) void window.document.exitFullscreen();
    // Refused where the browser wants a gesture: then nothing changes.
    else stage.current?.requestFullscreen().catch(() => undefined);
  };

  useRoomKeys(player, (command) => {
    switch (command.do) {
      case 'write':
        room.current?.querySelector<HTMLElement>('[data-testid="comment-input"]')?.focus();
        return;
      case 'fullscreen':
        fullscreen();
        return;
      case 'note': {
        const frame = player?.get().frame ?? 0;
        const placed = seen.filter(({ place }) => place.frame !== null);
        const next =
          command.direction === 1
            ? placed.find(({ place }) => (place.frame ?? 0) > frame)
            : placed.findLast(({ place }) => (place.frame ?? 0) < frame);
        if (next !== undefined) session.show(next);
        return;
      }
      default:
        return;
    }
  });

  const add = async (file: File) => {
    if (files === null) return;
    const added = await addCutOf({ doc, document, files }, file, act);
    if (added === 'added') setChosen(null);
    else
      showToast({ message: t(added === 'noRoom' ? 'list.notAdded' : 'list.noVideo', { name: file.name }) });
  };

  return (
    <div ref={room} className={classes['room']}>
      <div className={classes['left']}>
        <div className={classes['bar']}>
          <h1 className={classes['title']} data-testid="project-title">
            {title}
          </h1>
          <CutPicker
            cuts={review.cuts}
            cut={cut}
            onCut={setChosen}
            onAdd={session.edits && files !== null ? (file) => void add(file) : null}
          />
          <span className={classes['space']} />
          <Approval session={session} />
        </div>
        <Stage
          ref={stage}
          source={source}
          cut={cut}
          player={player}
          onVideo={setVideo}
          onDrop={session.edits ? (file) => void add(file) : null}
        >
          {player !== null && video !== null && video.videoHeight > 0 && (
            <FrameDrawing
              session={session}
              state={state}
              player={player}
              aspect={video.videoWidth / video.videoHeight}
              drawsOn={drawing ? unsent : null}
              onDraw={writable ? draw : null}
              onLeave={() => setDrawing(false)}
            />
          )}
        </Stage>
        {player !== null && (
          <>
            <Transport player={player} clip={clip} variable={variable} onFullscreen={fullscreen} />
            <Timeline session={session} player={player} notes={seen} />
          </>
        )}
      </div>
      <NotesPanel
        session={session}
        notes={seen}
        shows={shows}
        onShows={setShows}
        order={order}
        onOrder={setOrder}
      >
        {writable ? (
          cut !== null && (
            <NoteComposer
              session={session}
              player={player}
              video={video}
              note={unsent}
              drawing={drawing}
              onDrawing={(draws) => (draws ? draw() : setDrawing(false))}
              onSent={() => {
                setDrawing(false);
                setActive(unsent);
                setUnsent(newId(device.serverTime()));
              }}
            />
          )
        ) : (
          <p className={classes['readOnly']}>{t('notes.readOnly')}</p>
        )}
      </NotesPanel>
    </div>
  );
}
