import { atLeast } from '@clapper/access';
import { readShapes } from '@clapper/documents';
import {
  filterNotes,
  notesInCut,
  sortNotes,
  type NoteInCut,
  type NoteOrder,
  type Review,
} from '@clapper/documents/review';
import type { Clip } from '@clapper/documents/timecode';
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandleState } from '@clapper/device';
import type { Doc } from 'yjs';
import { useDevice } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { comparisonWith, type Comparison } from '../compare/comparison.ts';
import { nameOfFrame, type Naming } from '../player/frame-name.ts';
import { Transport } from '../player/Transport.tsx';
import { usePlayer } from '../player/use-player.ts';
import { useTimeStyle } from '../player/use-time-style.ts';
import { OthersAt } from '../together/OthersAt.tsx';
import { useFollowPlayhead } from '../together/use-follow-playhead.ts';
import { useSayPlayhead } from '../together/use-say-playhead.ts';
import { addCutOf } from './add-cut.ts';
import { FrameDrawing } from './FrameDrawing.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { NotesPanel, type Shows } from './NotesPanel.tsx';
import type { InternalHere, RoomSession } from './room-session.ts';
import { seeToNote } from './see-to-note.ts';
import { RoomBar } from './RoomBar.tsx';
import { Stage } from './Stage.tsx';
import { Timeline } from './Timeline.tsx';
import { useAskedNote } from './use-asked-note.ts';
import { useCurrentNote } from './use-current-note.ts';
import { useCutSource } from './use-cut-source.ts';
import { useKeyboardRoom } from './use-keyboard-room.ts';
import { useRoomKeys, type RoomCommand } from './use-room-keys.ts';
import { useUnsent } from './use-unsent.ts';
import classes from './Room.module.css';

const CompareBar = lazyPart(() => import('../compare/CompareBar.tsx'), {});
const ComparedCut = lazyPart(() => import('../compare/ComparedCut.tsx'), {});

interface RoomProps {
  document: string;
  title: string;
  state: HandleState;
  doc: Doc;
  review: Review;
  internal: InternalHere | null;
  /** Who brought the video. */
  maker: string | null;
  writable: boolean;
  /** Set for who came through a link. */
  guest?: { approves: boolean };
}

const NO_TIMECODE: Clip = { rate: { num: 25, den: 1 }, startFrame: 0, dropFrame: false };

/** The video on the left, what is said of it on the right. */
export function Room(props: RoomProps) {
  const { document, title, state, doc, review, internal, maker, writable, guest } = props;
  const { t } = useTranslation('review');
  const device = useDevice();
  const files = useFiles();
  const { id: project, role, members } = useProject();
  const { user: me } = device;
  const now = useCallback(() => device.serverTime(), [device]);
  const [chosen, setChosen] = useState<string | null>(null);
  const cut = review.cuts.find(({ id }) => id === chosen) ?? review.cuts.at(-1) ?? null;
  const source = useCutSource(document, cut);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [measured, setMeasured] = useState<number | null>(null);
  const aspect = measured ?? 16 / 9;
  const player = usePlayer(video, source.state === 'there' ? source.clock : null);
  const [style, setStyle] = useTimeStyle();
  const clip = cut?.video ?? NO_TIMECODE;
  const naming: Naming = { clip, variable: cut?.video?.variable ?? false, style };
  const stage = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const covered = useKeyboardRoom();
  const [active, setActive] = useState<string | null>(null);
  const [shows, setShows] = useState<Shows>('open');
  const [order, setOrder] = useState<NoteOrder>('time');
  const { unsent, change, renew } = useUnsent({ user: me.id, document }, now);
  const [drawing, setDrawing] = useState(false);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const others = review.cuts.filter(({ id }) => id !== cut?.id);
  const other = others.find(({ id }) => id === comparison?.cut) ?? null;

  const all = useMemo(() => [...review.notes, ...(internal?.notes ?? [])], [review, internal]);
  const notes = useMemo(
    () => (cut === null ? [] : sortNotes(notesInCut(review, all, cut.id), 'time')),
    [review, all, cut],
  );
  const own = unsent.internal ? (internal?.doc ?? doc) : doc;
  // Both documents are read again when something in them changes.
  const drawn = useMemo(
    () => (all.some(({ id }) => id === unsent.id) ? 0 : (readShapes(own).get(unsent.id)?.length ?? 0)),
    [all, own, unsent.id],
  );
  const seen = filterNotes(
    notes,
    shows === 'mine' ? { author: me.id } : { show: shows === 'open' ? 'open' : 'all' },
  );
  const act = useCallback(() => ({ by: me.id, at: now() }), [me, now]);
  const session: RoomSession = {
    ...{ project, document, doc, review, internal, cut, notes, clip, me, members, writable, act, active },
    makers: [...(maker === null ? [] : [maker]), ...review.cuts.map(({ createdBy }) => createdBy)],
    edits: writable && role !== null && atLeast(role, 'editor'),
    moderates: writable && role !== null && atLeast(role, 'admin'),
    says: () => ({ ...act(), name: members.find(({ id }) => id === me.id)?.name ?? me.name }),
    timeOf: (frame) => nameOfFrame(frame, player, naming),
    show(item: NoteInCut) {
      setActive(item.note.id);
      if (item.place.frame !== null) player?.show(item.place.frame);
    },
  };

  const awareness = state.phase === 'ready' ? state.awareness : null;
  const drawnAt = (drawn > 0 || drawing) && !unsent.internal ? unsent.frame : null;
  const draws = useMemo(
    () => (drawnAt === null ? null : { of: unsent.id, frame: drawnAt }),
    [drawnAt, unsent.id],
  );
  useEffect(() => {
    // What was begun before a reload goes on where it was drawn.
    if (player !== null && drawn > 0 && unsent.frame !== null && !drawing) player.show(unsent.frame);
    // Only for a player that has just come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [player]);
  useSayPlayhead(awareness, player, { cut: cut?.id ?? null, draws, now });
  useFollowPlayhead(awareness, player, { cut: cut?.id ?? null, onCut: setChosen, now });
  useCurrentNote(player, seen, setActive);
  useAskedNote(all, notes, player, {
    choose: setChosen,
    show(item) {
      if (!seen.includes(item)) setShows('all');
      session.show(item);
    },
  });

  const draw = () => {
    player?.pause();
    setComparison(null);
    if (drawn > 0 && unsent.frame !== null) player?.show(unsent.frame);
    else change({ frame: player?.get().frame ?? null });
    setDrawing(true);
  };
  const fullscreen = () => {
    if (window.document.fullscreenElement !== null) void window.document.exitFullscreen();
    // Refused where the browser wants a gesture: then nothing changes.
    else stage.current?.requestFullscreen().catch(() => undefined);
  };
  const compare = () => {
    // The one before is what a new cut is held against.
    const before = review.cuts.findLast(({ id }) => id !== cut?.id);
    setDrawing(false);
    setComparison(comparison !== null || before === undefined ? null : comparisonWith(before.id));
  };

  const command = (one: RoomCommand) => {
    switch (one.do) {
      case 'write':
        room.current?.querySelector<HTMLElement>('[data-testid="comment-input"]')?.focus();
        return;
      case 'fullscreen':
        fullscreen();
        return;
      case 'cut':
        if (comparison !== null)
          setComparison({ ...comparison, alone: comparison.alone === one.side ? null : one.side });
        return;
      case 'note': {
        const frame = player?.get().frame ?? 0;
        const placed = seen.filter(({ place }) => place.frame !== null);
        const next =
          one.direction === 1
            ? placed.find(({ place }) => (place.frame ?? 0) > frame)
            : placed.findLast(({ place }) => (place.frame ?? 0) < frame);
        if (next !== undefined) session.show(next);
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

  const add = async (file: File) => {
    if (files === null) return;
    const added = await addCutOf({ doc, document, files }, file, act);
    if (added === 'added') setChosen(null);
    else
      showToast({ message: t(added === 'noRoom' ? 'list.notAdded' : 'list.noVideo', { name: file.name }) });
  };

  const compares = comparison !== null && other !== null && cut !== null;
  return (
    <div ref={room} className={classes['room']} style={{ '--keyboard': `${covered}px` } as CSSProperties}>
      <div className={classes['left']}>
        <RoomBar
          session={session}
          title={title}
          player={player}
          video={video}
          approves={guest?.approves !== false}
          goesOut={guest === undefined}
          compares={compares}
          onCompare={others.length > 0 && player !== null ? compare : null}
          onCut={(id) => {
            setComparison(null);
            setChosen(id);
          }}
          onAdd={session.edits && files !== null ? (file) => void add(file) : null}
        />
        {compares && (
          <CompareBar
            cut={cut}
            others={others}
            comparison={comparison}
            onChange={(part) => setComparison({ ...comparison, ...part })}
            onClose={() => setComparison(null)}
          />
        )}
        <Stage
          ref={stage}
          source={source}
          cut={cut}
          player={player}
          halved={compares && comparison.mode === 'side' && comparison.alone === null}
          onVideo={setVideo}
          onAspect={setMeasured}
          onDrop={session.edits ? (file) => void add(file) : null}
        >
          {compares && player !== null && (
            <ComparedCut
              document={document}
              cut={other}
              first={cut}
              player={player}
              comparison={comparison}
              onChange={(part) => setComparison({ ...comparison, ...part })}
            />
          )}
          {!compares && player !== null && measured !== null && (
            <FrameDrawing
              session={session}
              state={state}
              player={player}
              aspect={aspect}
              unsent={unsent}
              drawn={drawn}
              draws={drawing}
              onDraw={writable ? draw : null}
              onFrame={(frame) => change({ frame })}
              onLeave={() => setDrawing(false)}
              tools={tools}
            />
          )}
        </Stage>
        <div ref={setTools} />
        {player !== null && (
          <>
            <Transport player={player} naming={naming} onStyle={setStyle} onFullscreen={fullscreen} />
            <Timeline session={session} player={player} aspect={aspect} notes={seen}>
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
        order={order}
        onOrder={setOrder}
      >
        {writable ? (
          cut !== null && (
            <NoteComposer
              session={session}
              player={player}
              video={video}
              unsent={unsent}
              onUnsent={change}
              drawn={drawn}
              drawing={drawing}
              onDrawing={(wanted) => (wanted ? draw() : setDrawing(false))}
              onSent={() => {
                setDrawing(false);
                setActive(unsent.id);
                renew();
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
