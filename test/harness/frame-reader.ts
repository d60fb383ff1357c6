import type { VideoFacts } from '@clapper/protocol';
import { clockOf, type Clock } from '../../client/src/features/review/player/clock.ts';
import { measureVideo } from '../../client/src/features/review/player/measure.ts';
import { createPlayer, type Player } from '../../client/src/features/review/player/player.ts';

/** Runs in the page: a player as the review room has it, and what is really in its picture (`clips.ts`). */
export interface FrameReader {
  /** By what is known of it where its frames stand evenly, else as they are counted here. */
  open(path: string, known: VideoFacts | null): Promise<VideoFacts>;
  seek(frames: readonly number[]): Promise<Seen[]>;
  step(from: number, steps: readonly number[]): Promise<Seen[]>;
  /** When each is shown, in seconds after the first. */
  begins(frames: readonly number[]): number[];
}

export interface Seen {
  /** The frame that the player says it shows. */
  named: number;
  /** The one in the picture; -1: none. */
  read: number;
}

/** A white bar, sixteen bits, a black bar. */
const BARS = 18;

const video = document.querySelector('video')!;
const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { willReadFrequently: true })!;
let player: Player | null = null;

/** The number in the picture's bars, along its longer side, from the white end. */
function read(): number {
  const { videoWidth: width, videoHeight: height } = video;
  canvas.width = width;
  canvas.height = height;
  context.drawImage(video, 0, 0);
  const lies = width > height;
  const bars = Array.from({ length: BARS }, (_, bar) => {
    const along = Math.floor(((bar + 0.5) / BARS) * (lies ? width : height));
    const across = Math.floor((lies ? height : width) / 2);
    const [red = 0] = context.getImageData(lies ? along : across, lies ? across : along, 1, 1).data;
    return red > 127;
  });
  if (bars[0] === false) bars.reverse();
  if (bars[0] !== true || bars.at(-1) !== false) return -1;
  return bars.slice(1, -1).reduce((sum, bar, bit) => sum + (bar ? 2 ** bit : 0), 0);
}

async function after(moves: readonly (() => void)[]): Promise<Seen[]> {
  const all: Seen[] = [];
  for (const move of moves) {
    move();
    await player!.shown();
    all.push({ named: player!.get().frame, read: read() });
  }
  return all;
}

function play(url: string, facts: VideoFacts, clock: Clock): VideoFacts {
  video.src = url;
  player = createPlayer(video, clock);
  return facts;
}

const frameReader: FrameReader = {
  async open(path, known) {
    const url = new URL(path, location.href).href;
    if (known !== null && !known.variable) return play(url, known, clockOf({ video: known }));
    const measured = await measureVideo(url);
    if (measured === null) throw new Error(`${path} is no video.`);
    return play(url, measured.video, clockOf(measured));
  },
  seek: (frames) => after(frames.map((frame) => () => player!.show(frame))),
  async step(from, steps) {
    await after([() => player!.show(from)]);
    return after(steps.map((step) => () => player!.step(step)));
  },
  begins: (frames) => frames.map((frame) => player!.clock.begins(frame)),
};

Object.assign(window, { frameReader });
