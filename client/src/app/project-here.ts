import { createContext, useContext } from 'react';
import type { Role } from '@clapper/access';
import type { HandleState } from '@clapper/device';
import type { InfoFacts } from '@clapper/documents';

export interface Project {
  readonly id: string;
  /** Null until the server has filled it in. */
  readonly info: InfoFacts | null;
  readonly infoState: HandleState;
  readonly plan: HandleState;
  readonly board: HandleState;
  readonly talk: HandleState;
  /** What I am in this project, as far as this device knows; null: not known yet. */
  readonly role: Role | null;
  readonly members: InfoFacts['members'];
}

/** Apart from what opens a project: whoever only asks what stands here loads nothing for it. */
export const ProjectContext = createContext<Project | null>(null);

/** Null: this page belongs to none. */
export function useProjectHere(): Project | null {
  return useContext(ProjectContext);
}
