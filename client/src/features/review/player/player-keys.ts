import type { FrameRange, Player } from './player.ts';
import { nextSpeed } from './shuttle.ts';

/** What a key press means to a player; keys by their place, so that J K L work with the Hangul keyboard on. */
export type PlayerCommand =
  | { do: 'toggle' | 'stop' | 'first' | 'last' | 'in' | 'out' | 'clear' | 'loop' | 'mute' | 'fullscreen' }
  | { do: 'step' | 'second' | 'note'; direction: -1 | 1 }
  | { do: 'shuttle' | 'pace'; direction: -1 | 1 }
  | { do: 'cut'; side: 'a' | 'b' };

interface Pressed {
  code: string;
  shiftKey: boolean;
  /** K is held down. */
  holdsK: boolean;
}

/** Null: it is none of the player's keys. */
export function commandOf({ code, shiftKey, holdsK }: Pressed): PlayerCommand | null {
  switch (code) {
    case 'Space':
      return { do: 'toggle' };
    case 'KeyK':
      return { do: 'stop' };
    case 'KeyJ':
      return { do: holdsK ? 'step' : 'shuttle', direction: -1 };
    case 'KeyL':
      if (shiftKey) return { do: 'loop' };
      return { do: holdsK ? 'step' : 'shuttle', direction: 1 };
    case 'ArrowLeft':
      return { do: shiftKey ? 'second' : 'step', direction: -1 };
    case 'ArrowRight':
      return { do: shiftKey ? 'second' : 'step', direction: 1 };
    case 'ArrowUp':
      return { do: 'note', direction: -1 };
    case 'ArrowDown':
      return { do: 'note', direction: 1 };
    case 'Home':
      return { do: 'first' };
    case 'End':
      return { do: 'last' };
    case 'KeyI':
    case 'BracketLeft':
      return { do: 'in' };
    case 'KeyO':
    case 'BracketRight':
      return { do: 'out' };
    case 'KeyX':
    case 'KeyR':
      return { do: 'clear' };
    case 'KeyM':
      return { do: 'mute' };
    case 'KeyF':
      return { do: 'fullscreen' };
    case 'Digit1':
      return { do: 'cut', side: 'a' };
    case 'Digit2':
      return { do: 'cut', side: 'b' };
    case 'Comma':
      return shiftKey ? { do: 'pace', direction: -1 } : null;
    case 'Period':
      return shiftKey ? { do: 'pace', direction: 1 } : null;
    default:
      return null;
  }
}

/** Does what only the player is needed for. Returns whether it was that. */
export function obey(player: Player, command: PlayerCommand): boolean {
  const { frame, range, speed, loops, muted, pace } = player.get();
  const { frames, fps } = player.clock;
  switch (command.do) {
    case 'toggle':
      player.toggle();
      return true;
    case 'stop':
      if (speed === 0) player.play();
      else player.pause();
      return true;
    case 'step':
      player.step(command.direction);
      return true;
    case 'second':
      player.step(command.direction * Math.max(1, Math.round(fps)));
      return true;
    case 'shuttle':
      player.shuttle(command.direction);
      return true;
    case 'pace':
      player.setPace(nextSpeed(pace, command.direction));
      return true;
    case 'first':
      player.show(0);
      return true;
    case 'last':
      player.show(frames - 1);
      return true;
    case 'in':
      player.setRange(beginAt(range, frame, frames));
      return true;
    case 'out':
      player.setRange(endAt(range, frame));
      return true;
    case 'clear':
      player.setRange(null);
      return true;
    case 'loop':
      player.setLoops(!loops);
      return true;
    case 'mute':
      player.setMuted(!muted);
      return true;
    case 'note':
    case 'cut':
    case 'fullscreen':
      return false;
    default:
      return command satisfies never;
  }
}

/** A range that would end before it begins goes on to the end instead. */
export function beginAt(range: FrameRange | null, frame: number, frames: number): FrameRange {
  return { start: frame, end: range !== null && range.end > frame ? range.end : frames };
}

/** The frame one stands on is the last one of the range. */
export function endAt(range: FrameRange | null, frame: number): FrameRange {
  return { start: range !== null && range.start <= frame ? range.start : 0, end: frame + 1 };
}
