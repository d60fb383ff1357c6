import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndoToast } from '../../../ui/toast.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import type { BoardSession } from '../session/board-session.ts';
import { numbersOf } from './numbers-of.ts';

export interface Gestures {
  remove(ids: readonly string[]): void;
  duplicate(ids: readonly string[]): void;
  announceMove(ids: readonly string[]): void;
  /** For screen readers: what a key just did. */
  said: string;
}

/** What is done to shots at once, said in a line and taken back by the same line. */
export function useGestures(session: BoardSession): Gestures {
  const { t } = useTranslation('board');
  const [said, setSaid] = useState('');
  const gestures = useMemo(
    () => ({
      remove(ids: readonly string[]) {
        const numbers = numbersOf(session.board().shots, ids);
        session.editing.set(null);
        session.actions.remove(ids);
        showUndoToast(
          t('deleted.toast', { count: ids.length, numbers }),
          () => session.actions.restore(ids),
          (over) => whenRestored(session, ids, over),
        );
      },
      duplicate(ids: readonly string[]) {
        const copies = session.actions.duplicate(ids);
        const [first] = copies;
        if (first === undefined) return;
        session.selection.set({ ids: copies, anchor: first, focus: first });
        focusShot(first);
        setSaid(t('said.duplicated', { count: copies.length }));
      },
      announceMove(ids: readonly string[]) {
        setSaid(t('said.moved', { count: ids.length, numbers: numbersOf(session.board().shots, ids) }));
      },
    }),
    [session, t],
  );
  return useMemo(() => ({ ...gestures, said }), [gestures, said]);
}

/** Tells when none of the shots is deleted any more, whoever restored them and however. */
function whenRestored({ doc, board }: BoardSession, ids: readonly string[], tell: () => void): () => void {
  const shots = doc.getMap('shots');
  const look = () => {
    if (ids.every((id) => board().byId.get(id)?.deleted === null)) tell();
  };
  // The board hears of the change in the same moment: once everybody has heard, it is read.
  const changed = () => queueMicrotask(look);
  shots.observeDeep(changed);
  return () => shots.unobserveDeep(changed);
}
