import type { HandleState } from '@clapper/device';
import type { Calendar } from '@clapper/documents';
import { parseDate, wallOf } from '@clapper/documents/calendar';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useDevice, useMe } from '../../../app/device-context.tsx';
import { recall } from '../../../app/memory.ts';
import type { Project } from '../../../app/project-here.ts';
import { createStore } from '../../../app/store.ts';
import type { Typed } from '../form/unsaved.ts';
import { VIEWS } from '../views/span.ts';
import { calendarActions } from './actions.ts';
import type { Asking, CalendarSession, Draft, Ghost, Opened, Place, Shown } from './calendar-session.ts';
import { calendarStore } from './calendar-store.ts';
import { EVERYTHING, type Filter } from './filter.ts';
import { calendarUndo } from './undo.ts';

type Ready = Extract<HandleState, { phase: 'ready' }>;

const NOTHING_SHOWN: Shown = { span: { from: 0, to: 0 }, items: [], byKey: new Map() };

/** The page's one session with its document, and the calendar as it is now. */
export function useSession(
  project: Project,
  state: Ready,
  narrow: boolean,
): { session: CalendarSession; calendar: Calendar } {
  const device = useDevice();
  const me = useMe();
  const { doc, awareness, access, schema } = state;
  const writable = access.write && schema === 'fits';
  const store = useMemo(() => calendarStore(doc), [doc]);
  const calendar = useSyncExternalStore(store.subscribe, store.get);
  const [startsNarrow] = useState(narrow);

  const session = useMemo<CalendarSession>(() => {
    const mine = myZone();
    const zone = () => store.get().zone ?? mine;
    const undo = calendarUndo(doc);
    const now = () => device.serverTime();
    const place = createStore<Place>({
      view: startsNarrow ? 'agenda' : rememberedView(me.id),
      day: parseDate(wallOf(now(), zone())),
    });
    return {
      project: project.id,
      doc,
      awareness,
      me,
      writable,
      undo,
      actions: calendarActions({
        doc,
        undo,
        writable,
        user: me.id,
        now,
        zone: mine,
        hasZone: () => store.get().zone !== null,
      }),
      now,
      calendar: store.get,
      zone,
      place,
      filter: createStore<Filter>(EVERYTHING),
      draft: createStore<Draft | null>(null),
      ghosts: createStore<readonly Ghost[]>([]),
      opened: createStore<Opened | null>(null),
      typed: createStore<Typed | null>(null),
      resumed: createStore<Typed | null>(null),
      openThreads: createStore<ReadonlyMap<string, number>>(new Map()),
      unread: createStore<ReadonlyMap<string, number>>(new Map()),
      asking: createStore<Asking | null>(null),
      shown: createStore<Shown>(NOTHING_SHOWN),
      said: createStore(''),
    };
  }, [project.id, doc, awareness, me, writable, device, store, startsNarrow]);

  useTellDraft(session);
  return { session, calendar };
}

/** What I have in hand is told to the others, and no longer when the page goes. */
function useTellDraft({ awareness, draft }: CalendarSession): void {
  useEffect(() => {
    const tell = () => awareness.setLocalStateField('draft', draft.get());
    const stop = draft.subscribe(tell);
    return () => {
      stop();
      if (draft.get() !== null) awareness.setLocalStateField('draft', null);
    };
  }, [awareness, draft]);
}

export function myZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function rememberedView(user: string): Place['view'] {
  const remembered = recall(`calendar.view.${user}`);
  return VIEWS.find((view) => view === remembered) ?? 'month';
}
