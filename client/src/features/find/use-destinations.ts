import { useNavigate, useRouterState } from '@tanstack/react-router';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PAGE_ICONS, PAGE_KEYS, pageOfPath, PROJECT_PAGES } from '../../app/frame/pages.ts';
import { LANGUAGES } from '../../app/i18n.ts';
import { useProjectHere } from '../../app/project-here.ts';
import { useHome } from '../../app/use-home.ts';
import type { Choice } from './rows.ts';

/** The pages of this project, with the keys that go there. */
export function usePages(): Choice[] {
  const { t, i18n } = useTranslation();
  const project = useProjectHere();
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) });
  if (project === null) return [];
  return PROJECT_PAGES.filter((page) => page !== here).map((page) => ({
    id: `page/${page}`,
    icon: PAGE_ICONS[page],
    label: t(`nav.${page}`),
    also: LANGUAGES.map((language) => i18n.getFixedT(language, 'common')(`nav.${page}`)),
    keys: ['G', PAGE_KEYS[page]],
    run: () => void navigate({ to: `/p/$project/${page}`, params: { project: project.id } }),
  }));
}

/** My other projects. Whoever reads the board goes on reading the board. */
export function useProjects(): Choice[] {
  const { projects } = useHome();
  const project = useProjectHere();
  const navigate = useNavigate();
  const page = useRouterState({ select: ({ location }) => pageOfPath(location.pathname) }) ?? 'plan';
  return (projects ?? [])
    .filter(({ id, status }) => id !== project?.id && status === 'active')
    .map(({ id, name }) => ({
      id: `project/${id}`,
      icon: IconFolder,
      label: name,
      also: [],
      run: () => void navigate({ to: `/p/$project/${page}`, params: { project: id } }),
    }));
}
