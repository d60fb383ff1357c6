import type { When } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndoToast } from '../../../ui/toast.tsx';
import { ACTION_ICONS } from './action-icons.tsx';
import type { EventEdit, Scope } from './actions.ts';
import type { CalendarSession, Draft } from './calendar-session.ts';

/** What is done to events at once, said in a line and taken back by the same line. */
export interface Gestures {
  /** Lets go of what is in hand: it is written, asked about, or opens the form. */
  drop(draft: Draft): void;
  /** Asks how much of a series is meant, where it is one. */
  edit(occurrence: Occurrence, edit: EventEdit, saved?: () => void): void;
  /** A second one like it; null: one may not. */
  copy(occurrence: Occurrence, when: When): string | null;
  remove(occurrence: Occurrence): void;
  /** With the answer. */
  finish(scope: Scope): void;
}

export function useGestures(session: CalendarSession): Gestures {
  const { t } = useTranslation('calendar');
  return useMemo<Gestures>(() => {
    const { actions, asking, draft, opened, typed, undo } = session;
    const offerUndo = (what: keyof typeof ACTION_ICONS, title: string) => {
      const depth = undo.depth();
      const line = t(`toast.${what}`, { title: title || t('untitled') });
      session.said.set(line);
      showUndoToast(
        line,
        () => undo.undo(),
        (over) => undo.onChange(() => undo.depth() !== depth && over()),
        ACTION_ICONS[what],
      );
    };
    const write = (occurrence: Occurrence, edit: EventEdit, scope: Scope, saved?: () => void) => {
      const { key, event, date } = occurrence;
      const before = undo.depth();
      const id = actions.edit(occurrence, edit, scope);
      saved?.();
      const now = session.opened.get();
      // The panel goes with the day it shows, which may belong to another event now.
      if (now?.show === 'event' && now.key === key && date !== null) {
        opened.set({ show: 'event', key: keyAfter(occurrence, id, edit.when, scope) });
      }
      if (undo.depth() > before) offerUndo(edit.when === undefined ? 'changed' : 'moved', event.title);
    };
    const erase = (occurrence: Occurrence, scope: Scope) => {
      actions.remove(occurrence, scope);
      const now = opened.get();
      if (now?.show === 'event' && now.key === occurrence.key) {
        typed.set(null);
        opened.set(null);
      }
      offerUndo('removed', occurrence.event.title);
    };
    const find = (key: string | null) =>
      key === null ? undefined : session.shown.get().byKey.get(key)?.occurrence;

    const gestures: Gestures = {
      drop({ doing, key, when, people }) {
        const occurrence = find(key);
        if (doing === 'create') return opened.set({ show: 'new', when, people: people ?? [] });
        if (occurrence === undefined) return draft.set(null);
        const fields = people === undefined ? {} : { fields: { people: [...people] } };
        if (doing !== 'copy') return gestures.edit(occurrence, { when, ...fields });
        gestures.copy(occurrence, when);
      },
      copy(occurrence, when) {
        draft.set(null);
        const copied = actions.copy(occurrence, when);
        if (copied !== null) offerUndo('copied', occurrence.event.title);
        return copied;
      },
      edit(occurrence, edit, saved) {
        if (occurrence.date !== null) return asking.set({ occurrence, to: 'edit', edit, saved });
        draft.set(null);
        write(occurrence, edit, 'all', saved);
      },
      remove(occurrence) {
        if (occurrence.date !== null) return asking.set({ occurrence, to: 'remove' });
        draft.set(null);
        erase(occurrence, 'all');
      },
      finish(scope) {
        const asked = asking.get();
        asking.set(null);
        draft.set(null);
        if (asked === null) return;
        if (asked.to === 'edit') write(asked.occurrence, asked.edit, scope, asked.saved);
        else erase(asked.occurrence, scope);
      },
    };
    return gestures;
  }, [session, t]);
}

/** The key under which a changed day of a series is found afterwards. */
function keyAfter({ date }: Occurrence, id: string, when: When | undefined, scope: Scope): string {
  return `${id}@${scope === 'this' || when === undefined ? date : when.start.slice(0, 10)}`;
}
