import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { recall, remember } from '../../../app/memory.ts';
import { showToast } from '../../../ui/toast.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import type { BoardSession } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import {
  editedAfterDeleting,
  fingerprint,
  parseRemembered,
  type Remembered,
} from './edited-after-deleting.ts';

/**
 * "이서진 edited a shot you deleted": said once for each, with the way back. What the shots held is
 * remembered on this device, so it is noticed whenever the edit arrives, also after a reload.
 */
export function useEditedAfterDeleting(session: BoardSession, board: BoardRead): void {
  const { t } = useTranslation('board');
  const key = `board.deleted.${session.project}.${session.me.id}` as const;
  const remembered = useRef<Remembered | null>(null);
  const shown = useRef(new Map<string, string>());
  const authors = useAuthors(session);

  useEffect(() => {
    remembered.current ??= parseRemembered(recall(key));
    const before = remembered.current;
    const found = editedAfterDeleting(board.deleted, session.me.id, before);
    const keep = (next: Remembered) => {
      remembered.current = next;
      const text = JSON.stringify(next);
      if (text !== JSON.stringify(before)) remember(key, text);
    };
    keep(found.remembered);
    for (const [shot, toast] of shown.current) {
      if (board.byId.get(shot)?.deleted != null) continue;
      notifications.hide(toast);
      shown.current.delete(shot);
    }
    if (!session.writable) return;
    for (const id of found.edited) {
      if (shown.current.has(id)) continue;
      const shot = board.byId.get(id);
      if (shot === undefined) continue;
      const name = authors.current.get(id);
      const title = shot.title || t('shot.untitled');
      const toast = showToast({
        message: name === undefined ? t('edited.bySomeone', { title }) : t('edited.by', { name, title }),
        stayMs: STAY_MS,
        action: {
          label: t('deleted.restore'),
          run: () => {
            session.actions.restore([id]);
            session.select(id, 'only');
            focusShot(id);
          },
        },
      });
      shown.current.set(id, toast);
      // Said once: what it holds now is what was deleted knowingly, unless it changes again.
      keep({ ...remembered.current, [id]: fingerprint(shot) });
    }
  }, [board, session, key, t, authors]);
}

/** Long enough to come back from another window: it is a question and not a remark. */
const STAY_MS = 60_000;

/** Who wrote last in each shot while this page was open, as far as presence can tell. */
function useAuthors({ doc, awareness }: BoardSession) {
  const authors = useRef(new Map<string, string>());
  useEffect(() => {
    const root = doc.getMap('shots');
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      if (transaction.local) return;
      const name = nameIn(awareness.getStates(), writers(transaction));
      if (name === undefined) return;
      for (const { path } of events) if (typeof path[0] === 'string') authors.current.set(path[0], name);
    };
    root.observeDeep(changed);
    return () => root.unobserveDeep(changed);
  }, [doc, awareness]);
  return authors;
}

/** Client ids whose clock moved in this transaction. */
function writers({ beforeState, afterState }: Y.Transaction): number[] {
  return [...afterState]
    .filter(([client, clock]) => clock !== (beforeState.get(client) ?? 0))
    .map(([client]) => client);
}

function nameIn(
  states: ReadonlyMap<number, Record<string, unknown>>,
  clients: readonly number[],
): string | undefined {
  for (const client of clients) {
    const user = states.get(client)?.['user'];
    const name = typeof user === 'object' && user !== null ? (user as { name?: unknown }).name : undefined;
    if (typeof name === 'string') return name;
  }
  return undefined;
}
