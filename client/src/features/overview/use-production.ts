import {
  conflictsOf,
  readBoard,
  readCalendar,
  readStages,
  readTakes,
  readTalk,
  type Calendar,
  type CalendarEvent,
  type ShotTakes,
  type Stage,
  type Talk,
} from '@clapper/documents';
import { isOpen } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import { useCallback, useMemo } from 'react';
import type * as Y from 'yjs';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useAccessRequests } from '../../app/use-access-requests.ts';
import { useProject } from '../../app/project-context.tsx';
import { useReviews } from './use-reviews.ts';
import type { Production } from './waiting.ts';

const NO_STAGES: readonly Stage[] = [];
const NO_TAKES: ReadonlyMap<string, ShotTakes> = new Map();
const NO_TALK: Pick<Talk, 'threads' | 'approvals' | 'ratings'> = { threads: [], approvals: [], ratings: [] };

export interface WholeProduction extends Production {
  talk: typeof NO_TALK;
  /** The pictures of the shots. */
  takes: ReadonlyMap<string, ShotTakes>;
  events: readonly CalendarEvent[];
  zone: string;
  /** On videos, as far as all of them are looked into; null: there are too many. */
  openNotes: number | null;
}

/** All of the project that the page tells of; null until its plan is here. */
export function useProduction(): WholeProduction | null {
  const { id, role, plan, board, talk } = useProject();
  const { id: me } = useMe();
  const calendar = useDocument(projectDocument(id, 'calendar'));
  const stages = useRead(plan, stagesOf);
  const known = stages ?? NO_STAGES;
  const shots = useRead(
    board,
    useCallback((doc: Y.Doc) => readBoard(doc, known).shots, [known]),
  );
  const takes = useRead(board, takesOf) ?? NO_TAKES;
  const said = useRead(talk, readTalk) ?? NO_TALK;
  const events: Calendar | null = useRead(calendar, readCalendar);
  const { reviews, complete } = useReviews();
  const requests = useAccessRequests();
  const mayTalk = talk.phase === 'ready' && talk.access.write;
  const mayEdit = board.phase === 'ready' && board.access.write;
  return useMemo(
    () =>
      stages === null
        ? null
        : {
            me,
            role,
            mayTalk,
            mayEdit,
            stages,
            shots: shots ?? [],
            takes,
            talk: said,
            conflicts: events === null ? [] : conflictsOf(events),
            reviews,
            requests,
            openNotes: complete
              ? reviews.reduce((sum, { notes }) => sum + notes.filter(isOpen).length, 0)
              : null,
            events: events?.events ?? [],
            zone: events?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
    [me, role, mayTalk, mayEdit, stages, shots, takes, said, events, reviews, complete, requests],
  );
}

function stagesOf(doc: Y.Doc): readonly Stage[] {
  return readStages(doc).stages;
}

function takesOf(doc: Y.Doc): ReadonlyMap<string, ShotTakes> {
  return readTakes(doc);
}
