import type { Cut, Review } from '@clapper/documents/review';
import type { Clip } from '@clapper/documents/timecode';
import { useState } from 'react';
import type { Naming, TimeStyle } from '../player/frame-name.ts';
import type { Player } from '../player/player.ts';
import { usePlayer } from '../player/use-player.ts';
import { useTimeStyle } from '../player/use-time-style.ts';
import { useCutSource, type CutSource } from './use-cut-source.ts';
import { useFilmAgain, useSameFrame } from './use-film-again.ts';

const NO_TIMECODE: Clip = { rate: { num: 25, den: 1 }, startFrame: 0, dropFrame: false };

/** The cut one looks at, what plays it, and what its frames are called. */
export interface WatchedCut {
  /** Null: there is none yet. */
  cut: Cut | null;
  source: CutSource;
  clip: Clip;
  naming: Naming;
  /** Null: it cannot be played here, or not yet. */
  player: Player | null;
  video: HTMLVideoElement | null;
  /** Of the picture, its width by its height; null: not known yet. */
  aspect: number | null;
  choose: (cut: string) => void;
  /** It stopped coming: it is asked for anew. */
  lost: () => void;
  setVideo: (video: HTMLVideoElement | null) => void;
  setAspect: (aspect: number) => void;
  setStyle: (style: TimeStyle) => void;
}

export function useWatchedCut(document: string, { cuts }: Review): WatchedCut {
  const [chosen, choose] = useState<string | null>(null);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [aspect, setAspect] = useState<number | null>(null);
  const [style, setStyle] = useTimeStyle();
  const cut = cuts.find(({ id }) => id === chosen) ?? cuts.at(-1) ?? null;
  // Whoever watches stays where they are: a cut that comes meanwhile is offered to them (`use-new-cut.ts`).
  if (chosen === null && cut !== null) choose(cut.id);
  const { again, lost } = useFilmAgain();
  const source = useCutSource(document, cut, again);
  const player = usePlayer(video, source.state === 'there' ? source.clock : null);
  useSameFrame(player, cut?.id ?? null);
  const clip = cut?.video ?? NO_TIMECODE;
  const naming = { clip, variable: cut?.video?.variable ?? false, style };
  return { cut, source, clip, naming, player, video, aspect, choose, lost, setVideo, setAspect, setStyle };
}
