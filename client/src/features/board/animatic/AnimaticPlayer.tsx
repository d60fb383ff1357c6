import { lengthOf, ratioOf, readBoardSettings, segmentAt, segmentsOf, type Shot } from '@clapper/documents';
import { ActionIcon } from '@mantine/core';
import { IconBadgeCc, IconMaximize, IconRepeat } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PlayButtons } from '../../../ui/PlayButtons.tsx';
import { useBoard } from '../session/board-session.ts';
import { frameSize } from './frame-size.ts';
import { lettersFor, paintShot, type ShownShot } from './paint-shot.ts';
import { SaveVideo } from './SaveVideo.tsx';
import { usePlayback } from './use-playback.ts';
import { useShotPictures } from './use-shot-pictures.ts';
import classes from './Animatic.module.css';

/** Pictures of so many shots to come are made ready. */
const AHEAD = 3;

/** Plays the shots of the board, each for as long as it says; painted as the video is. */
export function AnimaticPlayer({ shots }: { shots: readonly Shot[] }) {
  const { t } = useTranslation('animatic');
  const { doc } = useBoard();
  const pictureOf = useShotPictures();
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const drags = useRef(false);
  const [captions, setCaptions] = useState(true);
  const [loops, setLoops] = useState(false);
  const segments = useMemo(() => segmentsOf(shots), [shots]);
  const length = lengthOf(segments);
  const { at, plays, toggle, go } = usePlayback(length, loops);
  const size = frameSize(ratioOf(readBoardSettings(doc).aspect));
  const index = segmentAt(segments, at);
  const shot = shots[index];
  const { number = '', title = '', caption = '' } = shot === undefined ? {} : shownOf(shot);

  useEffect(() => {
    if (shot === undefined) return;
    let gone = false;
    const shown = { number, title, caption };
    void Promise.all([pictureOf(shot.id), lettersFor(shown)]).then(([picture]) => {
      if (!gone && canvas.current !== null) paintShot(canvas.current, shown, picture, captions);
    });
    for (const next of segments.slice(index + 1, index + 1 + AHEAD)) void pictureOf(next.shot);
    return () => {
      gone = true;
    };
  }, [shot, number, title, caption, captions, segments, index, pictureOf, size.width, size.height]);

  const step = (by: 1 | -1) => {
    const { start = 0 } = segments[index] ?? {};
    // Back goes to the beginning of the shot first, as every player does.
    const back = at - start > 0.5 ? index : index - 1;
    go(segments[Math.min(segments.length - 1, Math.max(0, by === 1 ? index + 1 : back))]?.start ?? 0);
  };
  const fullscreen = () => {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    // Refused where the browser wants a gesture: then nothing changes.
    else stage.current?.requestFullscreen().catch(() => undefined);
  };
  const commands: Readonly<Record<string, () => void>> = {
    Space: toggle,
    KeyK: toggle,
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => go(0),
    End: () => go(segments.at(-1)?.start ?? 0),
    KeyC: () => setCaptions(!captions),
    KeyL: () => setLoops(!loops),
    KeyF: fullscreen,
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, [role="listbox"]') != null) return;
    if (event.code === 'Space' && target?.closest('button') != null) return;
    const command = commands[event.code];
    if (command === undefined) return;
    event.preventDefault();
    command();
  };
  const seek = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    go(((event.clientX - box.left) / Math.max(1, box.width)) * length);
  };
  const where = t('at', { number, index: index + 1, count: shots.length });

  return (
    // Its keys are those of the buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes['player']} onKeyDown={press}>
      <div ref={stage} className={classes['stage']}>
        <canvas
          ref={canvas}
          {...size}
          className={classes['canvas']}
          role="img"
          aria-label={[number, title, caption].filter((part) => part !== '').join(' · ')}
        />
      </div>
      <div
        className={classes['track']}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline')}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, shots.length - 1)}
        aria-valuenow={index}
        aria-valuetext={where}
        onPointerDown={(event) => {
          drags.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => drags.current && seek(event)}
        onPointerUp={() => (drags.current = false)}
        onPointerCancel={() => (drags.current = false)}
      >
        {segments.map((segment, one) => (
          <span
            key={segment.shot}
            className={classes['part']}
            style={{ flexGrow: segment.seconds }}
            data-on={one === index || undefined}
          />
        ))}
        <span
          className={classes['head']}
          style={{ insetInlineStart: `${(at / Math.max(length, 0.001)) * 100}%` }}
        />
      </div>
      <div className={classes['bar']}>
        <PlayButtons
          focused
          plays={plays}
          words={{ back: t('previous'), play: t('play'), pause: t('pause'), forward: t('next') }}
          onStep={step}
          onToggle={toggle}
        />
        <span className={classes['time']}>
          {clock(at)} / {clock(length)}
        </span>
        <span className={classes['where']}>{where}</span>
        <span className={classes['space']} />
        <ActionIcon
          size={36}
          variant={captions ? 'light' : 'subtle'}
          aria-label={t('captions')}
          aria-pressed={captions}
          onClick={() => setCaptions(!captions)}
        >
          <IconBadgeCc size={18} />
        </ActionIcon>
        <ActionIcon
          size={36}
          variant={loops ? 'light' : 'subtle'}
          aria-label={t('loop')}
          aria-pressed={loops}
          onClick={() => setLoops(!loops)}
        >
          <IconRepeat size={18} />
        </ActionIcon>
        <ActionIcon size={36} aria-label={t('fullscreen')} onClick={fullscreen}>
          <IconMaximize size={18} />
        </ActionIcon>
        <SaveVideo
          segments={segments}
          size={size}
          paint={async (target, one) => {
            const next = shots[one];
            if (next === undefined) return;
            const shown = shownOf(next);
            const [picture] = await Promise.all([pictureOf(next.id), lettersFor(shown)]);
            paintShot(target, shown, picture, captions);
          }}
        />
      </div>
    </div>
  );
}

function shownOf({ number, title, dialogue, action }: Shot): ShownShot {
  return { number, title, caption: dialogue.trim() === '' ? action : dialogue };
}

/** 1:04.5 */
function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const rest = `${Math.floor((tenths % 600) / 10)}`.padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${rest}.${tenths % 10}`;
}
