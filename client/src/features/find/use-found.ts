import type { PlaceType } from '@clapper/documents/passages';
import { useNavigate, type HistoryState } from '@tanstack/react-router';
import {
  IconCalendarEvent,
  IconFileText,
  IconLayoutColumns,
  IconMessage,
  IconMovie,
  IconNote,
  IconPlayerPlay,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { useProjectHere } from '../../app/project-here.ts';
import { flashWhenThere } from '../../ui/flash.ts';
import { useFormat } from '../../ui/format.ts';
import { destinationOf } from './destination.ts';
import { followProject } from './found-places.ts';
import type { Row, Section } from './rows.ts';
import type { Query } from './search/query.ts';
import type { SearchIndex, Entry, Found } from './search/search-index.ts';
import type { Match } from './search/match.ts';
import { marked, snippet } from './search/snippet.ts';

const ICONS: Readonly<Record<PlaceType, Icon>> = {
  stage: IconLayoutColumns,
  words: IconFileText,
  shot: IconMovie,
  thread: IconMessage,
  event: IconCalendarEvent,
  person: IconUser,
  video: IconPlayerPlay,
  note: IconNote,
};

export interface ProjectSearch {
  /** Sections of what was found, with the score of the best in each. */
  find(query: Query): { score: number; section: Section }[];
  /** What was chosen before, if it still is there. */
  row(id: string): Row | null;
  complete: boolean;
}

/** Reads the documents of the project one is in for as long as it is used; finds nothing outside of a project. */
export function useFound(index: SearchIndex | null): ProjectSearch {
  const { t } = useTranslation('find');
  const device = useDevice();
  const format = useFormat();
  const navigate = useNavigate();
  const project = useProjectHere()?.id ?? null;
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (project === null || index === null) return;
    return followProject(device, project, index, () => setVersion((before) => before + 1));
  }, [device, project, index]);

  return useMemo(() => {
    const names = (type: PlaceType) => t(`type.${type}`);
    const rowOf = (entry: Entry, match: Match | null): Row | null => {
      const { place, id, words } = entry.passage;
      if (project === null) return null;
      const destination = destinationOf(place, words);
      const said = match?.inWords ?? [];
      const text =
        entry.title === '' ? snippet(entry.words, said) : marked(titleOf(entry), match?.inTitle ?? []);
      const detail = entry.title !== '' && said.length > 0 ? snippet(entry.words, said) : null;
      return {
        id,
        icon: ICONS[place.type],
        text,
        detail,
        aside: asideOf(entry),
        keys: [],
        choose() {
          const { page, video, search } = destination;
          const state = (before: HistoryState) => ({ ...before, asked: Date.now() });
          if (video === undefined)
            void navigate({ to: `/p/$project/${page}`, params: { project }, search, state });
          else void navigate({ to: '/p/$project/review/$video', params: { project, video }, search, state });
          flashWhenThere(destination.find);
        },
      };
    };
    const titleOf = ({ title, passage: { place, title: own } }: Entry) => {
      if (own !== '') return title;
      const untitled =
        place.type === 'stage'
          ? t('untitled.stage')
          : place.type === 'event'
            ? t('untitled.event')
            : place.type === 'video'
              ? t('untitled.video')
              : t('untitled.shot');
      return `${title} ${untitled}`.trim();
    };
    /** Where it stands, or when it is. */
    const asideOf = ({ passage: { place } }: Entry): string | null => {
      switch (place.type) {
        case 'words':
          return index?.get(`stage/${place.stage}`)?.title ?? null;
        case 'event':
          return format.date(place.start);
        case 'thread':
          return anchorName(place.anchor);
        case 'note':
          return index?.get(`video/${place.video}`)?.title ?? null;
        case 'stage':
        case 'shot':
        case 'person':
        case 'video':
          return null;
        default:
          return place satisfies never;
      }
    };
    const anchorName = (anchor: Extract<Entry['passage']['place'], { type: 'thread' }>['anchor']) => {
      if ('stage' in anchor) return index?.get(`stage/${anchor.stage}`)?.title ?? null;
      if ('shot' in anchor) return index?.get(`shot/${anchor.shot}`)?.title ?? null;
      return anchor.type === 'event' ? (index?.get(`event/${anchor.event}`)?.title ?? null) : null;
    };
    const sectionOf = ({ type, count, hits }: Found): Section => {
      const rows = hits.flatMap((hit) => rowOf(hit.entry, hit) ?? []);
      return { id: type, title: t(`section.${type}`), count: count > hits.length ? count : null, rows };
    };
    return {
      find(query) {
        const typed = Object.fromEntries(TYPES.map((type) => [type, names(type)])) as Record<
          PlaceType,
          string
        >;
        return (index?.search(query, device.serverTime(), typed) ?? [])
          .map((found) => ({ score: found.hits[0]?.score ?? 0, section: sectionOf(found) }))
          .filter(({ section }) => section.rows.length > 0);
      },
      row(id) {
        const entry = index?.get(id) ?? null;
        return entry === null ? null : rowOf(entry, null);
      },
      complete: index?.complete ?? true,
    };
    // `version`: the index is another one after each read.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, format, index, device, project, navigate, version]);
}

const TYPES = Object.keys(ICONS) as PlaceType[];
