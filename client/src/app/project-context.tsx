import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { Role } from '@clapper/access';
import type { DocumentHandle, HandleState } from '@clapper/device';
import { projectDocuments, readInfo, type InfoFacts } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useDevice, useDocument, useRead } from './device-context.tsx';
import { ProjectContext, useProjectHere, type Project } from './project-here.ts';

export function useProject(): Project {
  const project = useProjectHere();
  if (project === null) throw new Error('useProject outside of a project');
  return project;
}

const NOBODY: InfoFacts['members'] = [];

/** Opening a project opens all its documents, so that every page of it works when the network goes. */
export function ProjectProvider({ id, children }: { id: string; children: ReactNode }) {
  const device = useDevice();
  useOpenDocuments(id);
  useLayoutEffect(() => device.offline.looked(id), [device, id]);
  const infoState = useDocument(projectDocument(id, 'info'));
  const plan = useDocument(projectDocument(id, 'plan'));
  const board = useDocument(projectDocument(id, 'board'));
  const talk = useDocument(projectDocument(id, 'talk'));
  const info = useRead(infoState, readInfo);
  const members = info?.members ?? NOBODY;
  const role = roleOf(infoState) ?? members.find((member) => member.id === device.user.id)?.role ?? null;

  const project = useMemo<Project>(
    () => ({ id, info, infoState, plan, board, talk, role, members }),
    [id, info, infoState, plan, board, talk, role, members],
  );
  return <ProjectContext value={project}>{children}</ProjectContext>;
}

function roleOf(state: HandleState): Role | null {
  return state.phase === 'ready' ? state.access.role : null;
}

/** Handles of every document of the project, also of those that no page shows yet. */
function useOpenDocuments(project: string): readonly DocumentHandle[] {
  const device = useDevice();
  const [handles, setHandles] = useState<readonly DocumentHandle[]>([]);
  useLayoutEffect(() => {
    const opened = projectDocuments(project).map((document) => device.open(document));
    setHandles(opened);
    return () => {
      for (const handle of opened) handle.close();
    };
  }, [device, project]);
  return handles;
}
