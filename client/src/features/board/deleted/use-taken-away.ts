import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../../app/project-context.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import type { BoardSession } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';

/** Long enough to end the sentence first. */
const STAY_MS = 60_000;

/** “Mina deleted shot 3”: said to whoever had it before them, with the way back. */
export function useTakenAway(session: BoardSession, board: BoardRead): void {
  const { t } = useTranslation('board');
  const { members } = useProject();
  const latest = useRef({ t, members, session });
  useEffect(() => {
    latest.current = { t, members, session };
  });
  const shown = useRef(new Map<string, string>());
  const { taken } = session;
  useEffect(
    () =>
      taken.subscribe(() => {
        const { t: words, members: people, session: here } = latest.current;
        for (const { id, title, deleted } of taken.get()) {
          const name = people.find((member) => member.id === deleted?.by)?.name ?? words('shot.someone');
          const restore = () => {
            here.actions.restore([id]);
            here.select(id, 'only');
            focusShot(id);
          };
          const toast = showToast({
            message: words('taken.by', { name, title: title || words('shot.untitled') }),
            stayMs: STAY_MS,
            ...(here.writable && { action: { label: words('deleted.restore'), run: restore } }),
          });
          shown.current.set(id, toast);
        }
      }),
    [taken],
  );
  useEffect(() => {
    for (const [id, toast] of shown.current) {
      if (board.byId.get(id)?.deleted != null) continue;
      notifications.hide(toast);
      shown.current.delete(id);
    }
  }, [board]);
}
