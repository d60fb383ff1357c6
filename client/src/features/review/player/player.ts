import type { Clock } from './clock.ts';
import { shuttle, type Speed } from './shuttle.ts';

/** From its first frame to the frame behind its last. */
export interface FrameRange {
  start: number;
  end: number;
}

export interface PlayerState {
  /** The frame on screen; while a seek is under way the one it goes to. */
  frame: number;
  /** Whether that frame is on screen already. */
  shown: boolean;
  /** 0: it stands. */
  speed: Speed;
  /** What play plays at. */
  pace: number;
  muted: boolean;
  range: FrameRange | null;
  loops: boolean;
  /** The browser has the first frame. */
  ready: boolean;
  /** Why it plays nothing. */
  failed: boolean;
}

/** A video, frame by frame. Nothing here knows of screens: what shows it subscribes. */
export interface Player {
  readonly clock: Clock;
  get(): PlayerState;
  subscribe(listener: () => void): () => void;
  /** Shows the frame and stands there. */
  show(frame: number): void;
  step(frames: number): void;
  /** Goes there and plays on, if it plays. */
  jump(frame: number): void;
  play(): void;
  /** Plays at this speed, from where it is. */
  run(speed: Speed): void;
  pause(): void;
  toggle(): void;
  shuttle(direction: -1 | 1): void;
  setPace(pace: number): void;
  setMuted(muted: boolean): void;
  /** How loud it is beside another: 0 to 1. */
  setVolume(volume: number): void;
  /** Null: all of it. */
  setRange(range: FrameRange | null): void;
  setLoops(loops: boolean): void;
  /** Resolves when the frame it was told to show last is on screen. */
  shown(): Promise<void>;
  close(): void;
}

/** Faster than this the browser drops frames and speech is noise. */
const FASTEST_WITH_SOUND = 4;
/** Where the browser says nothing of frames that are composed, in a hidden tab or where it is the same again, it is believed this late. */
const BELIEVED_MS = 250;
/** Elsewhere it says so, later where the machine is busy: until then another frame is on screen. */
const BUSY_MS = 3_000;

export function createPlayer(video: HTMLVideoElement, clock: Clock): Player {
  const last = clock.frames - 1;
  const listeners = new Set<() => void>();
  let state: PlayerState = {
    frame: 0,
    shown: false,
    speed: 0,
    pace: 1,
    muted: video.muted,
    range: null,
    loops: false,
    ready: video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
    failed: video.error !== null,
  };
  let closed = false;
  /** What a seek goes to, and what is asked for once it is there: only the newest is worth going to. */
  let going: number | null = null;
  let next: number | null = null;
  /** It was sought and has not played since: the element's time is in the middle of the frame. */
  let stands = false;
  let believed: ReturnType<typeof setTimeout> | undefined;
  /** The frame that was composed last. */
  let onScreen: number | null = null;
  let callback = 0;
  let animation = 0;

  function set(change: Partial<PlayerState>): void {
    if (closed) return;
    const changed = Object.entries(change).some(
      ([key, value]) => !Object.is(state[key as keyof PlayerState], value),
    );
    if (!changed) return;
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  // ── Frames ──────────────────────────────────────────────────────────────────────────────────

  function goTo(frame: number): void {
    const target = Math.min(last, Math.max(0, Math.round(frame)));
    // Where it stands already nothing is sought, and nothing would be composed anew.
    if (stands && going === null && state.shown && state.frame === target) return;
    stands = false;
    set({ frame: target, shown: false });
    if (going !== null) {
      next = target;
      return;
    }
    going = target;
    clearTimeout(believed);
    video.currentTime = clock.middle(target);
  }

  function seeked(): void {
    // The decoded frame is composed a moment later, and that is told by the callback below.
    clearTimeout(believed);
    const silent = document.hidden || onScreen === going;
    believed = setTimeout(arrived, silent ? BELIEVED_MS : BUSY_MS);
  }

  function arrived(): void {
    clearTimeout(believed);
    if (going === null) return;
    const wanted = next;
    going = null;
    next = null;
    if (wanted !== null) goTo(wanted);
    else {
      stands = state.speed === 0;
      set({ shown: true });
    }
  }

  function composed(_now: number, { mediaTime }: VideoFrameCallbackMetadata): void {
    if (closed) return;
    callback = video.requestVideoFrameCallback(composed);
    const frame = clock.at(mediaTime);
    onScreen = frame;
    if (going !== null) {
      if (frame === going && !video.seeking) arrived();
      return;
    }
    if (state.speed <= 0) return;
    set({ frame, shown: true });
    keepWithin(frame);
  }

  /** Playing ends at the range's end, or begins it again. */
  function keepWithin(frame: number): void {
    const { range, loops } = state;
    if (range === null || frame < range.end - 1) return;
    if (loops) goTo(range.start);
    else if (frame >= range.end) {
      stop();
      goTo(range.end - 1);
    }
  }

  // ── Playing ─────────────────────────────────────────────────────────────────────────────────

  function run(speed: Speed): void {
    cancelAnimationFrame(animation);
    stands = false;
    set({ speed });
    if (speed > 0) {
      video.playbackRate = speed;
      video.muted = state.muted || speed > FASTEST_WITH_SOUND;
      // Refused where the browser wants a gesture first: it says so by not playing.
      video.play().catch(() => stop());
      return;
    }
    video.pause();
    if (speed < 0) backwards(speed, state.frame, performance.now());
  }

  /** No browser plays backwards: frames are sought, as many as it manages, in the pace of the clock. */
  function backwards(speed: Speed, from: number, since: number): void {
    animation = requestAnimationFrame((now) => {
      if (closed || state.speed !== speed) return;
      const frame = from + Math.round(((now - since) / 1000) * clock.fps * speed);
      if (frame <= 0) {
        stop();
        goTo(0);
        return;
      }
      if (going === null && frame < state.frame) goTo(frame);
      backwards(speed, from, since);
    });
  }

  function stop(): void {
    cancelAnimationFrame(animation);
    video.pause();
    set({ speed: 0 });
  }

  function play(): void {
    const { range, frame } = state;
    if (range !== null && (frame < range.start || frame >= range.end - 1)) goTo(range.start);
    else if (frame >= last) goTo(0);
    run(state.pace);
  }

  function pause(): void {
    const was = state.speed;
    stop();
    // The clock ran on behind the frame that was composed last: it stands on that one.
    if (was > 0 && going === null) goTo(state.frame);
  }

  function ended(): void {
    if (state.loops && state.range === null && state.speed > 0) {
      goTo(0);
      run(state.speed);
      return;
    }
    stop();
    set({ frame: last, shown: true });
  }

  // ── The element ─────────────────────────────────────────────────────────────────────────────

  function loaded(): void {
    set({ ready: true, failed: false });
    if (!state.shown && going === null) goTo(state.frame);
  }
  const failed = () => set({ failed: true, ready: false, speed: 0 });
  const events: [string, () => void][] = [
    ['seeked', seeked],
    ['loadeddata', loaded],
    ['error', failed],
    ['ended', ended],
  ];
  for (const [name, hear] of events) video.addEventListener(name, hear);
  callback = video.requestVideoFrameCallback(composed);
  if (state.ready) goTo(0);

  return {
    clock,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(frame) {
      stop();
      goTo(frame);
    },
    step(frames) {
      stop();
      goTo(state.frame + frames);
    },
    jump: goTo,
    play,
    run,
    pause,
    toggle: () => (state.speed === 0 ? play() : pause()),
    shuttle: (direction) => run(shuttle(state.speed, direction)),
    setPace(pace) {
      set({ pace });
      if (state.speed > 0) run(pace);
    },
    setMuted(muted) {
      set({ muted });
      video.muted = muted;
    },
    setVolume(volume) {
      video.volume = volume;
    },
    setRange(range) {
      const start = Math.min(last, Math.max(0, range?.start ?? 0));
      const end = Math.min(last + 1, Math.max(start + 1, range?.end ?? 0));
      set({ range: range === null ? null : { start, end } });
    },
    setLoops: (loops) => set({ loops }),
    shown: () =>
      new Promise((resolve) => {
        if (state.shown) {
          resolve();
          return;
        }
        const hear = () => {
          if (!state.shown) return;
          listeners.delete(hear);
          resolve();
        };
        listeners.add(hear);
      }),
    close() {
      closed = true;
      cancelAnimationFrame(animation);
      clearTimeout(believed);
      video.cancelVideoFrameCallback(callback);
      for (const [name, hear] of events) video.removeEventListener(name, hear);
      listeners.clear();
    },
  };
}
