/** Where in a video somebody is, as their tab tells everybody who has the review open. */
export interface Playhead {
  cut: string;
  frame: number;
  /** 0: it stands. */
  speed: number;
  /** When that was so, in the server's time: what plays is somewhere else by now. */
  at: number;
  /** What they draw on a note that is not sent yet, and over which frame. */
  draws: { of: string; frame: number } | null;
}

const FASTEST = 16;
const LONGEST_ID = 100;
const LAST_FRAME = 100_000_000;

/** Total: what another device says may be of another version, or forged; what makes no sense was not said. */
export function readPlayhead(state: Readonly<Record<string, unknown>>): Playhead | null {
  const { cut, frame, speed, at, draws } = fields(state['playhead']);
  if (!isId(cut) || !isFrame(frame) || typeof speed !== 'number' || !(Math.abs(speed) <= FASTEST))
    return null;
  if (typeof at !== 'number' || !Number.isFinite(at)) return null;
  const drawn = fields(draws);
  return {
    ...{ cut, frame, speed, at },
    draws: isId(drawn['of']) && isFrame(drawn['frame']) ? { of: drawn['of'], frame: drawn['frame'] } : null,
  };
}

/** Which frame it is at now. */
export function frameNow(
  { frame, speed, at }: Pick<Playhead, 'frame' | 'speed' | 'at'>,
  { fps, frames }: { fps: number; frames: number },
  now: number,
): number {
  const moved = speed === 0 ? 0 : (Math.max(0, now - at) / 1000) * fps * speed;
  return Math.min(frames - 1, Math.max(0, Math.round(frame + moved)));
}

function fields(value: unknown): Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

function isFrame(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LAST_FRAME;
}
