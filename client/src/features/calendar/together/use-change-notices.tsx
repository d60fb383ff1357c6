import { IconCalendarPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { showToast } from '../../../ui/toast.tsx';
import type { CalendarSession } from '../session/calendar-session.ts';
import { joined, touchedBy, type Change, type Changes } from './changes.ts';

/** A hand's work is over when nothing came for so long: then it is told, once. */
const QUIET_MS = 1_500;

const ICONS = { created: IconCalendarPlus, updated: IconPencil, deleted: IconTrash };

/** Tells what others did to what is on the page. `live`: everything is here; what came before is no news. */
export function useChangeNotices(session: CalendarSession, live: boolean): void {
  const { t } = useTranslation('calendar-exchange');
  useEffect(() => {
    const { doc, me, shown, opened, awareness } = session;
    if (!live) return undefined;
    let changes: Changes = new Map();
    let onPage: ReadonlySet<string> = new Set();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const eventsShown = () => shown.get().items.map(({ occurrence }) => occurrence.event.id);

    const isMine = (client: number) => {
      const user = awareness.getStates().get(client)?.['user'] as { id?: unknown } | undefined;
      return user?.id === me.id;
    };
    const tell = () => {
      const seen = new Set([...onPage, ...eventsShown()]);
      const found = [...changes].filter(([id, change]) => change !== null && seen.has(id));
      changes = new Map();
      for (const what of ['created', 'updated', 'deleted'] as const) {
        const ids = found.flatMap(([id, change]) => (change === what ? [id] : []));
        if (ids.length > 0) notice(what, ids);
      }
    };
    const notice = (what: Change, ids: readonly string[]) => {
      const Icon = ICONS[what];
      const { length: count, 0: only } = ids;
      const item = shown.get().items.find(({ occurrence }) => occurrence.event.id === only);
      showToast({
        message: count === 1 ? t(`notice.${what}`) : t(`notice.${what}Many`, { count }),
        icon: <Icon size={16} aria-hidden />,
        ...(count > 1 || item === undefined
          ? {}
          : { action: { label: t('notice.show'), run: () => opened.set({ show: 'event', key: item.key }) } }),
      });
    };
    const changed = (transaction: Y.Transaction) => {
      if (transaction.local) return;
      const touched = touchedBy(transaction, doc, { user: me.id, isMine });
      if (touched.size === 0) return;
      // What is deleted now was on the page until now.
      if (changes.size === 0) onPage = new Set(eventsShown());
      changes = joined(changes, touched);
      clearTimeout(timer);
      timer = setTimeout(tell, QUIET_MS);
    };
    doc.on('afterTransaction', changed);
    return () => {
      doc.off('afterTransaction', changed);
      clearTimeout(timer);
    };
  }, [session, live, t]);
}
