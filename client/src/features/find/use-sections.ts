import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fitting, type Row, type Section } from './rows.ts';
import type { Query } from './search/query.ts';
import type { SearchIndex } from './search/search-index.ts';
import { useCommands } from './use-commands.ts';
import { usePages, useProjects } from './use-destinations.ts';
import { useFound } from './use-found.ts';

/** Of one's projects, while nothing is looked for. */
const MOST_PROJECTS = 5;

/** What the palette lists: what was chosen lately and all there is to do, or what fits, the best section first. */
export function useSections(
  index: SearchIndex | null,
  query: Query | null,
  recent: readonly string[],
  signOut: () => void,
): { sections: readonly Section[]; complete: boolean } {
  const { t } = useTranslation('find');
  const pages = usePages();
  const projects = useProjects();
  const commands = useCommands(signOut);
  const found = useFound(index);
  const searched = useMemo(() => (query === null ? [] : found.find(query)), [found, query]);

  const lists = [
    { id: 'pages', title: t('section.pages'), ...fitting(pages, query) },
    { id: 'projects', title: t('section.projects'), ...fitting(projects, query) },
    { id: 'commands', title: t('section.commands'), ...fitting(commands, query) },
  ];
  if (query !== null) {
    const scored = [
      ...lists.map(({ score, ...section }) => ({ score, section: { ...section, count: null } })),
      ...searched,
    ];
    scored.sort((a, b) => b.score - a.score);
    return { sections: scored.map(({ section }) => section).filter(isFilled), complete: found.complete };
  }
  const choices = new Map(lists.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
  const again = recent.flatMap((id): Row[] => {
    const row = choices.get(id) ?? found.row(id);
    return row === null ? [] : [row];
  });
  const others = lists.map(({ id, title, rows }) => {
    const rest = rows.filter((row) => !again.some((other) => other.id === row.id));
    return { id, title, count: null, rows: id === 'projects' ? rest.slice(0, MOST_PROJECTS) : rest };
  });
  const sections = [{ id: 'recent', title: t('section.recent'), count: null, rows: again }, ...others];
  return { sections: sections.filter(isFilled), complete: true };
}

function isFilled({ rows }: Section): boolean {
  return rows.length > 0;
}
