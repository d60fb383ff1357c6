import { atLeast } from '@clapper/access';
import { dayOf } from '@clapper/documents/calendar';
import {
  filterNotes,
  notesInCut,
  sortNotes,
  type NoteFilter,
  type NoteOrder,
  type Review,
} from '@clapper/documents/review';
import { useCallback, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandleState } from '@clapper/device';
import type { Doc } from 'yjs';
import { useDevice } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { useComparison } from '../compare/use-comparison.ts';
import { nameOfFrame } from '../player/frame-name.ts';
import { Transport } from '../player/Transport.tsx';
import { useShotsInCut } from '../shots/use-shots-in-cut.ts';
import { OthersAt } from '../together/OthersAt.tsx';
import { useFollowPlayhead } from '../together/use-follow-playhead.ts';
import { useSayPlayhead } from '../together/use-say-playhead.ts';
import { addCutOf } from './add-cut.ts';
import { useTakesVideo } from './use-takes-video.ts';
import { CannotWrite } from './CannotWrite.tsx';
import { toggleFullscreen } from './fullscreen.ts';
import { NoteComposer } from './NoteComposer.tsx';
import { NotesPanel, type Shows } from './NotesPanel.tsx';
import { OverPicture } from './OverPicture.tsx';
import type { InternalHere, RoomSession } from './room-session.ts';
import { noteBeside, seeToNote } from './see-to-note.ts';
import { RoomBar } from './RoomBar.tsx';
import { Stage } from './Stage.tsx';
import { Timeline } from './Timeline.tsx';
import { useAskedNote } from './use-asked-note.ts';
import { useCurrentNote } from './use-current-note.ts';
import { useKeyboardRoom } from './use-keyboard-room.ts';
import { useLooks } from './use-looks.ts';
import { useNewCut } from './use-new-cut.ts';
import { useNewNote } from './use-new-note.ts';
import { useRoomKeys, type RoomCommand } from './use-room-keys.ts';
import { useWatchedCut } from './use-watched-cut.ts';
import classes from './Room.module.css';

const CompareBar = lazyPart(() => import('../compare/CompareBar.tsx'), {});

interface RoomProps {
  document: string;
  title: string;
  state: HandleState;
  doc: Doc;
  review: Review;
  internal: InternalHere | null;
  /** Who brought the video. */
  maker: string | null;
  /** By whose days it goes. */
  zone: string;
  writable: boolean;
  /** Set for who came through a link. */
  guest?: { approves: boolean; ended: boolean };
  /** What is to be said of the video as a whole. */
  above?: ReactNode;
}

/** The video on the left, what is said of it on the right. */
export function Room(props: RoomProps) {
  const { document, title, state, doc, review, internal, maker, zone, writable, guest, above } = props;
  const { t } = useTranslation('review');
  const device = useDevice();
  const files = useFiles();
  const { id: project, role, members } = useProject();
  const { user: me } = device;
  const now = useCallback(() => device.serverTime(), [device]);
  const watched = useWatchedCut(document, review);
  const { cut, clip, naming, player } = watched;
  const { others, compared, ...comparing } = useComparison(review.cuts, cut);
  const stage = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const covered = useKeyboardRoom();
  const [active, setActive] = useState<string | null>(null);
  const [shows, setShows] = useState<Shows>('open');
  const [filter, setFilter] = useState<NoteFilter>({});
  const [order, setOrder] = useState<NoteOrder>('time');

  const all = useMemo(() => [...review.notes, ...(internal?.notes ?? [])], [review, internal]);
  const notes = useMemo(
    () => (cut === null ? [] : sortNotes(notesInCut(review, all, cut.id), 'time')),
    [review, all, cut],
  );
  const shown = filterNotes(
    notes,
    shows === 'mine' ? { author: me.id } : { show: shows === 'open' ? 'open' : 'all' },
  );
  const seen = filterNotes(shown, filter);
  const note = useNewNote({
    ...{ document, doc, internal, user: me.id, notes: all, player, now },
    ...{ cut: cut?.id ?? null, chooseCut: watched.choose },
  });
  useNewCut(review.cuts, { me: me.id, watched: cut?.id ?? null, choose: watched.choose });
  const looks = useLooks({ onLaser: note.stopDrawing });
  const shots = useShotsInCut(player?.clock ?? null);
  const act = useCallback(() => ({ by: me.id, at: now() }), [me, now]);
  const session: RoomSession = {
    ...{ project, document, doc, review, internal, cut, notes, clip, me, members, writable, act, active },
    makers: [...(maker === null ? [] : [maker]), ...review.cuts.map(({ createdBy }) => createdBy)],
    today: dayOf(now(), zone),
    edits: writable && role !== null && atLeast(role, 'editor'),
    moderates: writable && role !== null && atLeast(role, 'admin'),
    says: () => ({ ...act(), name: members.find(({ id }) => id === me.id)?.name ?? me.name }),
    timeOf: (frame) => nameOfFrame(frame, player, naming),
    show(item) {
      setActive(item.note.id);
      if (item.place.frame !== null) player?.show(item.place.frame);
    },
  };

  const awareness = state.phase === 'ready' ? state.awareness : null;
  useSayPlayhead(awareness, player, { cut: cut?.id ?? null, draws: note.draws, now });
  useFollowPlayhead(awareness, player, { cut: cut?.id ?? null, onCut: watched.choose, now });
  useCurrentNote(player, seen, setActive);
  useAskedNote(all, notes, player, {
    choose: watched.choose,
    show(item) {
      if (!shown.includes(item)) setShows('all');
      if (!seen.includes(item)) setFilter({});
      session.show(item);
    },
  });

  const draw = () => {
    comparing.end();
    looks.laser.end();
    note.draw();
  };
  const compare = () => {
    note.stopDrawing();
    comparing.toggle();
  };
  const fullscreen = () => toggleFullscreen(stage.current);
  const command = (one: RoomCommand) => {
    switch (one.do) {
      case 'write':
        room.current?.querySelector<HTMLElement>('[data-testid="comment-input"]')?.focus();
        return;
      case 'laser':
      case 'ghosts':
        looks[one.do].toggle();
        return;
      case 'fullscreen':
        fullscreen();
        return;
      case 'cut':
        comparing.showAlone(one.side);
        return;
      case 'note': {
        const next = noteBeside(seen, player?.get().frame ?? 0, one.direction);
        if (next !== null) session.show(next);
        return;
      }
      case 'resolve':
      case 'progress':
      case 'priority':
        seeToNote(session, one);
        return;
      default:
        return;
    }
  };
  useRoomKeys(player, command);

  const takes = useTakesVideo();
  const add = async (file: File) => {
    if (files === null || !(await takes(file))) return;
    const added = await addCutOf({ doc, document, files }, file, act);
    if (typeof added === 'object') watched.choose(added.cut);
    else showToast({ message: t('list.notAdded') });
  };
  const onAdd = session.edits ? (file: File) => void add(file) : null;

  return (
    <div ref={room} className={classes['room']} style={{ '--keyboard': `${covered}px` } as CSSProperties}>
      <div className={classes['left']}>
        {above}
        <RoomBar
          session={session}
          title={title}
          player={player}
          video={watched.video}
          approves={guest?.approves !== false}
          goesOut={guest === undefined}
          compares={compared !== null}
          onCompare={others.length > 0 && player !== null ? compare : null}
          onCut={(id) => {
            comparing.end();
            watched.choose(id);
          }}
          onAdd={files === null ? null : onAdd}
        />
        {compared !== null && (
          <CompareBar
            cut={compared.first}
            others={others}
            comparison={compared.comparison}
            onChange={comparing.change}
            onClose={comparing.end}
          />
        )}
        <Stage
          ref={stage}
          source={watched.source}
          cut={cut}
          player={player}
          ended={guest?.ended === true}
          halved={compared?.comparison.mode === 'side' && compared.comparison.alone === null}
          onVideo={watched.setVideo}
          onLost={watched.lost}
          onAspect={watched.setAspect}
          onDrop={onAdd}
        >
          {player !== null && cut !== null && (
            <OverPicture
              session={session}
              state={state}
              player={player}
              cut={cut}
              aspect={watched.aspect}
              comparing={{ compared, change: comparing.change }}
              note={note}
              looks={looks}
              onDraw={writable ? draw : null}
              tools={tools}
              now={now}
            />
          )}
        </Stage>
        <div ref={setTools} />
        {player !== null && (
          <>
            <Transport
              player={player}
              naming={naming}
              onStyle={watched.setStyle}
              looks={{ ...looks, shots: shots.length === 0 ? null : looks.shots }}
              onFullscreen={fullscreen}
            />
            <Timeline
              session={session}
              player={player}
              aspect={watched.aspect ?? 16 / 9}
              notes={seen}
              shots={looks.shots.on ? shots : []}
            >
              {awareness !== null && cut !== null && (
                <OthersAt awareness={awareness} cut={cut.id} clock={player.clock} now={now} />
              )}
            </Timeline>
          </>
        )}
      </div>
      <NotesPanel
        session={session}
        notes={seen}
        shows={shows}
        onShows={setShows}
        filter={filter}
        onFilter={setFilter}
        order={order}
        onOrder={setOrder}
      >
        {writable ? (
          cut !== null && (
            <NoteComposer
              session={session}
              player={player}
              video={watched.video}
              note={note}
              onDraw={draw}
              onSent={() => {
                setActive(note.unsent.id);
                note.renew();
              }}
            />
          )
        ) : (
          <CannotWrite session={session} />
        )}
      </NotesPanel>
    </div>
  );
}
