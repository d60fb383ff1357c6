import { partsOf, readBoard, readStages, type InfoFacts } from '@clapper/documents';
import type { HandleState } from '@clapper/device';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { SidePanel } from '../../../ui/SidePanel.tsx';
import { ExportEvent } from '../exchange/ExportEvent.tsx';
import { SubjectThreadsLazy } from '../../threads/SubjectThreadsLazy.tsx';
import { useCalendar, type Opened } from '../session/calendar-session.ts';
import { concernedBy } from '../session/people-of.ts';
import type { Gestures } from '../session/use-gestures.ts';
import { ConflictOf } from '../together/ConflictOf.tsx';
import { InHand } from '../together/InHand.tsx';
import type { Facts } from '../views/facts.ts';
import { itemOf, type Item } from '../views/item.ts';
import type { CalendarWords } from '../views/use-words.ts';
import { EventForm } from './EventForm.tsx';
import classes from './EventPanel.module.css';
import { useUnsaved } from './use-unsaved.ts';
import { NEW_EVENT } from './values.ts';

interface EventPanelProps {
  byKey: ReadonlyMap<string, Item>;
  facts: Facts;
  words: CalendarWords;
  members: InfoFacts['members'];
  narrow: boolean;
  gestures: Gestures;
}

/** The event that is open, beside the page; on a phone a sheet from below. */
export function EventPanel({ byKey, facts, words, members, narrow, gestures }: EventPanelProps) {
  const { t } = useTranslation('calendar');
  const session = useCalendar();
  const opened = usePart(session.opened, (value) => value);
  const shots = useShots();
  const item = opened?.show === 'event' ? byKey.get(opened.key) : undefined;
  const close = useCallback(() => {
    const was = session.opened.get();
    session.opened.set(null);
    session.draft.set(null);
    if (was?.show === 'event') focusEvent(was.key);
  }, [session]);
  const blank = useMemo(
    () => (opened?.show === 'new' ? { ...NEW_EVENT, people: [...opened.people] } : NEW_EVENT),
    [opened],
  );
  const title = item === undefined ? '' : words.title(item.occurrence.event);
  useUnsaved(session, opened?.show === 'event' && item === undefined ? null : opened, title);
  if (opened === null || (opened.show === 'event' && item === undefined)) return null;

  const zone = session.zone();
  const event = item?.occurrence.event ?? blank;
  const when = item?.occurrence.when ?? (opened as Extract<Opened, { show: 'new' }>).when;
  const also = facts.bookingsOf(item?.key ?? '').flatMap(({ key: who, name, occurrences }) =>
    occurrences
      .filter(({ key }) => key !== item?.key)
      .map((other) =>
        t('form.also', {
          name: members.find(({ id }) => id === who)?.name ?? name,
          event: words.title(other.event),
          time: words.time(itemOf(other, zone)),
        }),
      ),
  );
  const series =
    item === undefined ? [] : partsOf(session.calendar(), item.occurrence.event).map(({ id }) => id);
  const heading = item === undefined ? t('form.new') : words.title(event);
  const content = (
    <>
      {item !== undefined && (
        <p className={classes['facts']}>
          {[words.time(item), words.shootDay(item, facts)].filter(Boolean).join(' · ')}
        </p>
      )}
      {item !== undefined && <InHand event={item.occurrence.event.id} />}
      {item !== undefined && <ConflictOf occurrence={item.occurrence} />}
      <EventForm
        key={item?.key ?? 'new'}
        {...{ event, when, zone, members, shots, also }}
        isNew={item === undefined}
        writable={session.writable}
        onEdit={(edit) =>
          item !== undefined && gestures.edit(item.occurrence, edit, () => session.typed.set(null))
        }
        onCreate={(made) => {
          const id = session.actions.add(made);
          session.typed.set(null);
          session.draft.set(null);
          session.opened.set(null);
          if (id !== null) focusEvent(id);
        }}
        onCopy={() => {
          const copied = item === undefined ? null : gestures.copy(item.occurrence, item.occurrence.when);
          if (copied !== null) session.opened.set({ show: 'event', key: copied });
        }}
        onDelete={() => item !== undefined && gestures.remove(item.occurrence)}
        resumed={session.resumed.get()}
        onTyped={(typed) => {
          session.resumed.set(null);
          session.typed.set(typed);
        }}
        onDraft={(draft) =>
          session.draft.set(
            draft === null
              ? null
              : {
                  doing: item === undefined ? 'create' : 'edit',
                  key: item?.key ?? null,
                  event: item?.occurrence.event.id ?? null,
                  when: draft.when,
                  title: draft.values.title,
                  type: draft.values.type,
                  people: draft.values.people,
                },
          )
        }
      />
      {item !== undefined && <ExportEvent id={item.occurrence.event.id} />}
      {item !== undefined && (
        <SubjectThreadsLazy
          key={`threads ${item.occurrence.event.id}`}
          subject={{
            type: 'event',
            id: item.occurrence.event.id,
            parts: series,
            people: concernedBy(item.occurrence.event),
          }}
          below
        />
      )}
    </>
  );
  return (
    <SidePanel title={heading} closeLabel={t('form.close')} width={340} narrow={narrow} onClose={close}>
      {content}
    </SidePanel>
  );
}

/** The shots of the board, as far as it is here. */
function useShots() {
  const { plan, board } = useProject();
  const stages = useRead(plan, readPlanStages);
  const read = useMemo(
    () => (doc: Extract<HandleState, { phase: 'ready' }>['doc']) => readBoard(doc, stages ?? []).shots,
    [stages],
  );
  return useRead(board, read) ?? [];
}

function readPlanStages(doc: Extract<HandleState, { phase: 'ready' }>['doc']) {
  return readStages(doc).stages;
}

/** Once it is drawn. */
export function focusEvent(key: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-event="${CSS.escape(key)}"]`)?.focus(),
    ),
  );
}
