import type { HandleState } from '@clapper/device';
import type { Anchor } from '@clapper/documents';
import { formatDate, instantOf, occurrencesIn } from '@clapper/documents/calendar';
import { VisuallyHidden } from '@mantine/core';
import { useInterval, useMediaQuery } from '@mantine/hooks';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { AskToEditBar } from '../../../app/ask-to-edit.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import type { Project } from '../../../app/project-here.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { pressedWhen } from '../drag/dragged-when.ts';
import { EventPanel } from '../form/EventPanel.tsx';
import { ScopeDialog } from '../form/ScopeDialog.tsx';
import { CalendarProvider, type CalendarSession } from '../session/calendar-session.ts';
import { matches } from '../session/filter.ts';
import { useGestures } from '../session/use-gestures.ts';
import { useSession } from '../session/use-session.ts';
import { UnreadCountsLazy } from '../../threads/UnreadCountsLazy.tsx';
import { ConflictCards } from '../together/ConflictCards.tsx';
import { useChangeNotices } from '../together/use-change-notices.tsx';
import { useGhosts } from '../together/use-ghosts.ts';
import { Agenda } from '../views/Agenda.tsx';
import { factsOf } from '../views/facts.ts';
import { itemOf } from '../views/item.ts';
import { MonthView } from '../views/MonthView.tsx';
import { PeopleView } from '../views/PeopleView.tsx';
import { daysIn, spanOf, weekStartOf } from '../views/span.ts';
import { TimeGrid } from '../views/TimeGrid.tsx';
import { useWords } from '../views/use-words.ts';
import classes from './CalendarView.module.css';
import { Side } from './Side.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useAskedFor } from './use-asked-for.ts';
import { useCalendarKeys } from './use-calendar-keys.ts';
import { eventOf } from '../../threads/open-threads.ts';
import { useOpenThreads } from '../../threads/use-open-threads.ts';
import { useSayEvent } from './use-say-event.ts';

interface CalendarViewProps {
  project: Project;
  state: Extract<HandleState, { phase: 'ready' }>;
}

export function CalendarView({ project, state }: CalendarViewProps) {
  const { t, i18n } = useTranslation('calendar');
  const narrow = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false });
  const roomy = useMediaQuery('(min-width: 1000px)', undefined, { getInitialValueInEffect: false });
  const { session, calendar } = useSession(project, state, narrow);
  const place = usePart(session.place, (value) => value);
  const filter = usePart(session.filter, (value) => value);
  const said = usePart(session.said, (value) => value);
  const search = useRef<HTMLInputElement>(null);
  const [searching, setSearching] = useState(false);
  const words = useWords();
  const now = useNow(session);
  const language = i18n.language === 'ko' ? 'ko' : 'en';
  const weekStart = useMemo(() => weekStartOf(language, navigator.languages), [language]);
  const zone = session.zone();

  const span = useMemo(() => spanOf(place.view, place.day, weekStart, narrow), [place, weekStart, narrow]);
  const occurrences = useMemo(() => {
    const at = (day: number) => instantOf(`${formatDate(day)}T00:00`, zone);
    return occurrencesIn(calendar.events, { from: at(span.from), to: at(span.to), zone });
  }, [calendar, span, zone]);
  const items = useMemo(
    () => occurrences.filter((one) => matches(one, filter)).map((one) => itemOf(one, zone)),
    [occurrences, filter, zone],
  );
  const deadline = project.info?.deadline ?? null;
  const facts = useMemo(
    () =>
      factsOf({
        ...{ events: calendar.events, occurrences, span, zone, deadline, now },
        holidays: zone === 'Asia/Seoul' || language === 'ko',
      }),
    [calendar, occurrences, span, zone, deadline, now, language],
  );
  const shootDays = useMemo(
    () =>
      new Set(
        items
          .filter(({ occurrence }) => occurrence.event.type === 'shoot')
          .flatMap(({ first, last }) => daysIn({ from: first, to: last + 1 })),
      ),
    [items],
  );
  const byKey = useMemo(() => new Map(items.map((item) => [item.key, item])), [items]);
  useLayoutEffect(() => session.shown.set({ span, items, byKey }), [session, span, items, byKey]);
  const names = useMemo(() => new Map(project.members.map(({ id, name }) => [id, name])), [project.members]);
  const gestures = useGestures(session);
  const add = () => {
    const { view, day } = session.place.get();
    const minute = view === 'week' || view === 'day' ? 600 : null;
    session.opened.set({ show: 'new', when: pressedWhen({ day, minute }, session.zone()), people: [] });
  };
  useCalendarKeys({
    ...{ session, gestures, add },
    search: () => (search.current === null ? setSearching(true) : search.current.focus()),
  });
  useAskedFor(session);
  // What was said of one part of a series is said of all.
  const seriesOf = useMemo(() => {
    const series = new Map(calendar.events.map((event) => [event.id, event.series]));
    return (anchor: Anchor) => {
      const event = eventOf(anchor);
      return event === null ? null : (series.get(event) ?? event);
    };
  }, [calendar]);
  useOpenThreads(seriesOf, session.openThreads.set);
  usePageCommand('calendar.add', session.writable ? add : null);
  useSayEvent(session, byKey, words);
  useGhosts(session);
  useChangeNotices(session, state.live);

  const shared = { items, span, facts, words };
  const broken = calendar.problems.filter(({ code }) => code === 'malformed_record').length;
  return (
    <CalendarProvider value={session}>
      <UnreadCountsLazy keyOf={seriesOf} tell={session.unread.set} />
      <div className={classes['page']}>
        {roomy && <Side {...{ occurrences, shootDays, facts, words, weekStart }} members={project.members} />}
        <div className={classes['main']}>
          <Toolbar
            {...{ span, facts, words, search, searching, narrow }}
            members={project.members}
            onSearching={setSearching}
            onAdd={add}
          />
          <div className={classes['notices']}>
            <AskToEditBar state={state} />
            {broken > 0 && <Notice tone="warn">{t('damaged', { count: broken })}</Notice>}
          </div>
          {place.view === 'month' && <MonthView {...shared} month={place.day} drop={gestures.drop} />}
          {(place.view === 'week' || place.view === 'day') && <TimeGrid {...shared} drop={gestures.drop} />}
          {place.view === 'people' && (
            <PeopleView {...shared} {...{ occurrences }} members={project.members} drop={gestures.drop} />
          )}
          {place.view === 'agenda' && <Agenda {...shared} names={names} onAdd={add} />}
        </div>
        <EventPanel {...{ byKey, facts, words, narrow, gestures }} members={project.members} />
        <ConflictCards calendar={calendar} />
        <ScopeDialog onAnswer={gestures.finish} />
        <VisuallyHidden role="status" aria-live="polite">
          {said}
        </VisuallyHidden>
      </div>
    </CalendarProvider>
  );
}

/** The day goes on while the page is open. */
function useNow(session: CalendarSession): number {
  const [now, setNow] = useState(session.now);
  useInterval(() => setNow(session.now()), 60_000, { autoInvoke: true });
  return now;
}
