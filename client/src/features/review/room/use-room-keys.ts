import { useEffect, useRef } from 'react';
import { isSingleKey } from '../../../app/frame/shortcuts.ts';
import { commandOf, obey, type PlayerCommand } from '../player/player-keys.ts';
import type { Player } from '../player/player.ts';

/** What a key does with the note that is chosen. */
export type NoteCommand = { do: 'resolve' | 'progress' } | { do: 'priority'; direction: -1 | 1 };

/** What a key means in the room, besides what the player does by itself. */
export type RoomCommand = PlayerCommand | { do: 'write' | 'laser' | 'ghosts' } | NoteCommand;

/** The keys of the room; `rest` gets those that are not the player's alone. */
export function useRoomKeys(player: Player | null, rest: (command: RoomCommand) => void): void {
  const latest = useRef(rest);
  useEffect(() => {
    latest.current = rest;
  });
  useEffect(() => {
    let holdsK = false;
    let stepped = false;
    const press = (event: KeyboardEvent) => {
      if (event.code === 'Space' && event.ctrlKey && player !== null) {
        // Also while somebody types.
        event.preventDefault();
        player.toggle();
        return;
      }
      // Arrows and J, L go on while they are held.
      const held = event.repeat && (event.code.startsWith('Arrow') || holdsK);
      if (!isSingleKey(event) && !(held && isSingleKey(once(event)))) return;
      if (event.target instanceof Element && event.target.closest('button, a') && event.code === 'Space')
        return;
      const own = ownCommand(event);
      if (own !== null) {
        event.preventDefault();
        latest.current(own);
        return;
      }
      const command = commandOf({ code: event.code, shiftKey: event.shiftKey, holdsK });
      if (command === null) return;
      event.preventDefault();
      if (event.code === 'KeyK') {
        holdsK = true;
        stepped = false;
        // Held for frames it only stops; whether it is, its release tells.
        player?.pause();
        return;
      }
      stepped = true;
      if (player === null || !obey(player, command)) latest.current(command);
    };
    let played = false;
    const before = (event: KeyboardEvent) => {
      if (event.code === 'KeyK' && !event.repeat) played = player?.get().speed !== 0;
    };
    const release = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !holdsK) return;
      holdsK = false;
      if (!stepped && !played) player?.play();
    };
    window.addEventListener('keydown', before, true);
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    return () => {
      window.removeEventListener('keydown', before, true);
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', release);
    };
  }, [player]);
}

function ownCommand({ code, shiftKey }: KeyboardEvent): RoomCommand | null {
  switch (code) {
    case 'KeyC':
      return shiftKey ? null : { do: 'write' };
    case 'KeyE':
      return { do: shiftKey ? 'progress' : 'resolve' };
    case 'KeyT':
      return shiftKey ? null : { do: 'laser' };
    case 'KeyG':
      return shiftKey ? null : { do: 'ghosts' };
    case 'KeyP':
      return { do: 'priority', direction: shiftKey ? -1 : 1 };
    default:
      return null;
  }
}

/** The same press as if it were the first. */
function once(event: KeyboardEvent): KeyboardEvent {
  return new Proxy(event, {
    get: (of, key) => {
      if (key === 'repeat') return false;
      const value: unknown = Reflect.get(of, key, of);
      return value;
    },
  });
}
