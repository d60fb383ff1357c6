import { moveEvent, readCalendar, type When } from '@clapper/documents';
import type { Language } from '@clapper/protocol';
import * as Y from 'yjs';
import { fillNovember } from './demo-calendar.ts';

const ORIGIN = 'stage set';

/** What somebody does who was away since `before`: they know nothing of what became of the event meanwhile. */
export interface Apart {
  before: Uint8Array;
  event: string;
  when: When;
  by: string;
  at: number;
}

/** November with a pick-up that its owner has moved a day ahead; and the move its editor makes without knowing of that. */
export function leaveApart(
  calendar: Y.Doc,
  language: Language,
  { owner, editor }: { owner: string; editor: string },
): Omit<Apart, 'by' | 'at'> {
  const crew = { producer: owner, camera: editor, editor };
  fillNovember(calendar, language, { by: owner, at: Date.now(), crew });
  const event = readCalendar(calendar).events.find(({ type }) => type === 'pickup');
  if (event === undefined) throw new Error('November has no pick-up.');
  const before = Y.encodeStateAsUpdate(calendar);
  moveEvent(calendar, event.id, onDay(event.when, '2026-11-17'), { by: owner, at: Date.now() }, ORIGIN);
  return { before, event: event.id, when: onDay(event.when, '2026-11-19') };
}

export function moveApart(calendar: Y.Doc, { before, event, when, by, at }: Apart): void {
  const away = new Y.Doc();
  Y.applyUpdate(away, before);
  const moves = readMoves(away);
  moveEvent(away, event, when, { by, at }, ORIGIN);
  calendar.transact(() => {
    for (const [key, move] of readMoves(away)) {
      if (!moves.has(key)) calendar.getMap('moves').set(key, move);
    }
  }, ORIGIN);
}

function readMoves(doc: Y.Doc): ReadonlyMap<string, unknown> {
  return new Map(doc.getMap('moves').entries());
}

function onDay(when: When, day: string): When {
  if (when.allDay) throw new Error('It has no clock.');
  return { ...when, start: `${day}T${when.start.slice(11)}`, end: `${day}T${when.end.slice(11)}` };
}
