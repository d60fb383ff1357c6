import {
  readBoard,
  readCalendar,
  readStages,
  readTalk,
  type Anchor,
  type CalendarEvent,
  type Shot,
  type Stage,
} from '@clapper/documents';
import { readMedia, type Video } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import { useCallback, useMemo } from 'react';
import type { Doc } from 'yjs';
import { useDocument, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';

/** What this device knows of what activity only points at. */
export interface Known {
  /** What threads hang on, by the thread's id. */
  anchors: ReadonlyMap<string, Anchor>;
  /** What stages, shots, events and videos are called now, by id; one without a name is left out. */
  names: ReadonlyMap<string, string>;
}

const NO_ANCHORS: ReadonlyMap<string, Anchor> = new Map();
const NO_STAGES: readonly Stage[] = [];

export function useKnown(): Known {
  const { id, plan, board, talk } = useProject();
  const anchors = useRead(talk, readAnchors) ?? NO_ANCHORS;
  const stages = useRead(plan, stagesOf) ?? NO_STAGES;
  const shots = useRead(
    board,
    useCallback((doc: Doc) => readBoard(doc, stages).shots, [stages]),
  );
  const events = useRead(useDocument(projectDocument(id, 'calendar')), eventsOf);
  const videos = useRead(useDocument(projectDocument(id, 'media')), videosOf);
  return useMemo(
    () => ({
      anchors,
      names: namesOf({ stages, shots: shots ?? [], events: events ?? [], videos: videos ?? [] }),
    }),
    [anchors, stages, shots, events, videos],
  );
}

export function namesOf({
  stages,
  shots,
  events,
  videos,
}: {
  stages: readonly Pick<Stage, 'id' | 'title'>[];
  shots: readonly Pick<Shot, 'id' | 'number' | 'title'>[];
  events: readonly Pick<CalendarEvent, 'id' | 'title'>[];
  videos: readonly Pick<Video, 'id' | 'title'>[];
}): ReadonlyMap<string, string> {
  const named = [
    ...[...stages, ...events, ...videos].map(({ id, title }) => [id, title.trim()] as const),
    ...shots.map(({ id, number, title }) => [id, `${number} ${title}`.trim()] as const),
  ];
  return new Map(named.filter(([, name]) => name !== ''));
}

function stagesOf(doc: Doc): readonly Stage[] {
  return readStages(doc).stages;
}

function eventsOf(doc: Doc): readonly CalendarEvent[] {
  return readCalendar(doc).events;
}

/** The deleted too: what was said of one is still told. */
function videosOf(doc: Doc): readonly Video[] {
  const { videos, deleted } = readMedia(doc);
  return [...videos, ...deleted];
}

function readAnchors(doc: Doc): ReadonlyMap<string, Anchor> {
  return new Map(readTalk(doc).threads.map(({ id, anchor }) => [id, anchor]));
}
