import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../../../app/asked.ts';
import { useAskedThreadId } from '../../threads/permalink.ts';
import { useTalk } from '../../threads/talk-session.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { focusShot } from '../grid/focus-shot.ts';
import { EVERYTHING } from '../session/filter.ts';
import type { BoardSession } from '../session/board-session.ts';

/**
 * `?shot=` and `?thread=` come from links and from finding: that shot is selected and brought into view, once each time it
 * is asked for, with its details, or with the picture that the thread is about. Of one that was deleted it says so, with the
 * way back.
 */
export function useAskedFor(
  session: BoardSession,
  byId: ReadonlyMap<string, { title: string; place: { stage: string }; deleted: object | null }>,
  shown: readonly { id: string }[],
  openStage: (stage: string) => void,
  openDetails: () => void,
): void {
  const search = useSearch({ strict: false }) as { shot?: unknown };
  const askedThread = useAskedThreadId();
  const threads = useTalk()?.talk.threads ?? [];
  const anchor = threads.find(({ id }) => id === askedThread)?.anchor;
  const ofThread = anchor?.type === 'shot' || anchor?.type === 'image' ? anchor.shot : null;
  const onPicture = anchor?.type === 'image';
  const asked = typeof search.shot === 'string' ? search.shot : ofThread;
  const times = useAsked();
  const done = useRef<string | null>(null);
  const { t } = useTranslation('board');
  useEffect(() => {
    const request = `${times} ${asked}`;
    if (asked === null || done.current === request) return;
    const shot = byId.get(asked);
    if (shot === undefined) return;
    done.current = request;
    if (shot.deleted !== null) {
      const title = shot.title || t('shot.untitled');
      const action = { label: t('deleted.restore'), run: () => session.actions.restore([asked]) };
      showToast({ message: t('deleted.asked', { title }), ...(session.writable ? { action } : {}) });
      return;
    }
    if (!shown.some(({ id }) => id === asked)) session.filter.set(EVERYTHING);
    openStage(shot.place.stage);
    session.select(asked, 'only');
    focusShot(asked, 'center');
    if (ofThread !== asked) return;
    if (onPicture) session.viewing.set(asked);
    else openDetails();
  }, [asked, times, ofThread, onPicture, byId, shown, session, openStage, openDetails, t]);
}
