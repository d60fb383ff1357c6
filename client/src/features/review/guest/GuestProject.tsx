import type { Role } from '@clapper/access';
import type { HandleState } from '@clapper/device';
import { useMemo, type ReactNode } from 'react';
import { ProjectContext, type Project } from '../../../app/project-here.ts';

const CLOSED: HandleState = { phase: 'loading' };

/** For who came through a link: of the project they know nothing but what the link opens. */
export function GuestProject({ id, role, children }: { id: string; role: Role; children: ReactNode }) {
  const project = useMemo<Project>(
    () => ({
      ...{ id, role, members: [], info: null },
      ...{ infoState: CLOSED, plan: CLOSED, board: CLOSED, talk: CLOSED },
    }),
    [id, role],
  );
  return <ProjectContext value={project}>{children}</ProjectContext>;
}
