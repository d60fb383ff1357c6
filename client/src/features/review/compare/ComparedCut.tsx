import type { Cut } from '@clapper/documents/review';
import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../player/player.ts';
import { usePlayer } from '../player/use-player.ts';
import { useCutSource } from '../room/use-cut-source.ts';
import { useSourceWords } from '../room/use-source-words.ts';
import type { Comparison } from './comparison.ts';
import { keepInStep } from './keep-in-step.ts';
import classes from './Compare.module.css';

interface ComparedCutProps {
  document: string;
  cut: Cut;
  /** The one it is compared with, and what drives both. */
  first: Cut;
  player: Player;
  comparison: Comparison;
  onChange: (change: Partial<Comparison>) => void;
}

/** The other cut, beside the first one or over it, always at the same frame. */
export default function ComparedCut({
  document,
  cut,
  first,
  player,
  comparison,
  onChange,
}: ComparedCutProps) {
  const { t } = useTranslation('review');
  const source = useCutSource(document, cut);
  const wordsOf = useSourceWords();
  const [second, setSecond] = useState<HTMLVideoElement | null>(null);
  const follower = usePlayer(second, source.state === 'there' ? source.clock : null);
  const { mode, alone, sound, share, upright } = comparison;

  useEffect(() => (follower === null ? undefined : keepInStep(player, follower)), [player, follower]);
  useEffect(() => {
    player.setVolume(sound === 'a' ? 1 : 0);
    follower?.setVolume(sound === 'b' ? 1 : 0);
    return () => player.setVolume(1);
  }, [player, follower, sound]);

  return (
    <div
      className={classes['compared']}
      data-mode={mode}
      data-alone={alone ?? undefined}
      data-upright={upright || undefined}
      style={{ '--share': share } as CSSProperties}
    >
      <div className={classes['second']}>
        {source.state === 'there' ? (
          // What is said in it stands in nobody's hands here: cuts come without captions.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            key={source.url}
            ref={setSecond}
            src={source.url}
            playsInline
            preload="auto"
            data-testid="compared-video"
          />
        ) : (
          <p className={classes['says']} role="status">
            {wordsOf(source, cut)}
          </p>
        )}
      </div>
      {alone !== 'b' && <span className={classes['name']}>{t('compare.cut', { number: first.number })}</span>}
      {alone !== 'a' && (
        <span className={classes['name']} data-second>
          {t('compare.cut', { number: cut.number })}
        </span>
      )}
      {mode === 'wipe' && alone === null && <Wipe comparison={comparison} onChange={onChange} />}
    </div>
  );
}

/** What an arrow key moves the wipe by. */
const STEP = 0.02;

/** Dragged or moved by the arrow keys; a double click turns it. */
function Wipe({ comparison, onChange }: Pick<ComparedCutProps, 'comparison' | 'onChange'>) {
  const { t } = useTranslation('review');
  const drags = useRef(false);
  const { share, upright } = comparison;
  const to = (next: number) => onChange({ share: Math.min(1, Math.max(0, next)) });
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    to(upright ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width);
  };
  const press = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (way === undefined) return;
    // The room would go on by a frame.
    event.preventDefault();
    to(share + way * STEP);
  };
  return (
    <div
      className={classes['wipe']}
      role="slider"
      tabIndex={0}
      aria-label={t('compare.wipeAt')}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      onKeyDown={press}
      onPointerDown={(event) => {
        drags.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => drags.current && drag(event)}
      onPointerUp={() => (drags.current = false)}
      onPointerCancel={() => (drags.current = false)}
      onDoubleClick={() => onChange({ upright: !upright })}
    />
  );
}
