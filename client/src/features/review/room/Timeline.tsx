import { noteMarkers, type NoteInCut } from '@clapper/documents/review';
import { useElementSize } from '@mantine/hooks';
import { useRef, useState, type CSSProperties, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar, personColor } from '../../presence/index.ts';
import type { Player } from '../player/player.ts';
import { rulerLabel, rulerOf } from '../player/ruler.ts';
import { usePlayerState } from '../player/use-player.ts';
import type { ShotInCut } from '../shots/shots-in-cut.ts';
import { ShotStrip } from '../shots/ShotStrip.tsx';
import { Filmstrip, pictureAt, useGlance, Waveform } from './Filmstrip.tsx';
import { isExternal, type RoomSession } from './room-session.ts';
import classes from './Timeline.module.css';

/** A face and a little air. */
const MARKER_GAP_PX = 26;
/** Labels of the ruler stand at least this far apart. */
const LABEL_PX = 90;

interface TimelineProps {
  session: RoomSession;
  player: Player;
  /** Of the picture, its width by its height. */
  aspect: number;
  /** Those that are looked at. */
  notes: readonly NoteInCut[];
  /** Of the board, where they should stand; none: they are not looked at. */
  shots: readonly ShotInCut[];
  /** Where the others are. */
  children: ReactNode;
}

/** Where in the video one is, what is chosen of it, and where somebody said something. */
export function Timeline({ session, player, aspect, notes, shots, children }: TimelineProps) {
  const { t } = useTranslation('review');
  const { ref, width } = useElementSize();
  const { frame, range, ready } = usePlayerState(player);
  const { frames, fps } = player.clock;
  const hash = session.cut?.file.hash ?? null;
  const strip = useGlance(session.document, hash, 'filmstrip', ready);
  // Of a silent film nothing is asked for.
  const sounds = session.cut?.video?.audio === true;
  const wave = useGlance(session.document, sounds ? hash : null, 'waveform', ready);
  const drags = useRef(false);
  const [over, setOver] = useState<number | null>(null);
  const at = (part: number): CSSProperties => ({ insetInlineStart: `${part * 100}%` });
  const partAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width)));
  };
  const seek = (event: PointerEvent<HTMLElement>) => player.show(Math.floor(partAt(event) * frames));
  const seconds = frames / fps;
  return (
    <div className={classes['timeline']}>
      <div className={classes['ruler']} aria-hidden>
        {rulerOf(seconds, Math.floor(width / LABEL_PX)).map((second) => (
          <span key={second} style={at(second / seconds)}>
            {rulerLabel(second)}
          </span>
        ))}
      </div>
      <div
        ref={ref}
        className={classes['track']}
        data-sounds={wave !== null || undefined}
        role="slider"
        tabIndex={0}
        aria-label={t('player.timeline')}
        aria-valuemin={0}
        aria-valuemax={frames - 1}
        aria-valuenow={frame}
        aria-valuetext={session.timeOf(frame)}
        onPointerDown={(event) => {
          drags.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') setOver(partAt(event));
          if (drags.current) seek(event);
        }}
        onPointerLeave={() => setOver(null)}
        onPointerUp={() => (drags.current = false)}
        onPointerCancel={() => (drags.current = false)}
      >
        {strip !== null && <Filmstrip url={strip} width={width} aspect={aspect} />}
        {wave !== null && <Waveform url={wave} />}
        <span className={classes['played']} style={{ width: `${((frame + 0.5) / frames) * 100}%` }} />
        {range !== null && (
          <span
            className={classes['range']}
            style={{
              ...at(range.start / frames),
              width: `${((range.end - range.start) / frames) * 100}%`,
            }}
          />
        )}
        {children}
        <span className={classes['head']} style={at((frame + 0.5) / frames)} />
        {over !== null && (
          <span className={classes['over']} style={at(over)} aria-hidden>
            {strip !== null && (
              <span className={classes['look']} style={{ ...pictureAt(strip, over), aspectRatio: aspect }} />
            )}
            <span>{session.timeOf(Math.min(frames - 1, Math.floor(over * frames)))}</span>
          </span>
        )}
      </div>
      <div className={classes['markers']}>
        {noteMarkers(notes, { frames, width, gap: MARKER_GAP_PX }).map((marker, index) => {
          const [first] = marker.notes;
          if (first === undefined) return null;
          const { authorId, authorName, words } = first.note;
          const time = session.timeOf(first.place.frame ?? 0);
          const label =
            marker.notes.length === 1
              ? t('note.marker', { at: time, name: authorName, words: words.slice(0, 80) })
              : t('note.markers', { at: time, count: marker.notes.length });
          const isActive = marker.notes.some(({ note }) => note.id === session.active);
          return (
            <span key={first.note.id} style={at(marker.at)} className={classes['place']}>
              {marker.until !== null && (
                <span
                  className={classes['tail']}
                  style={{
                    backgroundColor: personColor(authorId, 'dark').color,
                    width: `${Math.max(0, marker.until - marker.at) * width}px`,
                  }}
                />
              )}
              <button
                type="button"
                className={classes['marker']}
                aria-label={label}
                title={label}
                data-active={isActive || undefined}
                data-testid={`feedback-marker-${index + 1}`}
                onClick={() => {
                  // Pressed again it goes on to the next of those that stand here.
                  const current = marker.notes.findIndex(({ note }) => note.id === session.active);
                  session.show(marker.notes[(current + 1) % marker.notes.length] ?? first);
                }}
              >
                <Avatar
                  id={authorId}
                  name={authorName}
                  size={20}
                  guest={isExternal(session, authorId)}
                  quiet
                />
                {marker.notes.length > 1 && <span className={classes['more']}>{marker.notes.length}</span>}
              </button>
            </span>
          );
        })}
      </div>
      {shots.length > 0 && <ShotStrip player={player} shots={shots} timeOf={session.timeOf} />}
    </div>
  );
}
