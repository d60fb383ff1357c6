import type * as Y from 'yjs';
import { writeHome, writeInfo, type HomeFacts, type InfoFacts, type SeedFacts } from '@clapper/documents';
import type { DocumentAddress } from '@clapper/protocol';
import type { Projects } from '../storage/storage.ts';

/** Writes what SQL says into a document; no difference, no update. */
export type Projection = (doc: Y.Doc, origin: unknown) => void;

/** SQL truth → documents that only the server writes. */
export interface Projections {
  /** What a project's documents begin from; null: no such project. */
  seedFacts(project: string): Promise<SeedFacts | null>;
  /** Null: what the document would show is gone. */
  project(kind: 'info' | 'home', address: DocumentAddress): Promise<Projection | null>;
}

export function createProjections(projects: Projects): Projections {
  return {
    async seedFacts(id) {
      const project = await projects.get(id);
      if (project === null) return null;
      return { project: id, template: project.template, language: project.language };
    },

    async project(kind, address) {
      switch (kind) {
        case 'info': {
          const facts = address.scope === 'project' ? await infoFacts(projects, address.project) : null;
          return facts === null ? null : (doc, origin) => writeInfo(doc, facts, origin);
        }
        case 'home': {
          if (address.scope !== 'user') return null;
          const facts = await homeFacts(projects, address.user);
          return (doc, origin) => writeHome(doc, facts, origin);
        }
        default:
          return kind satisfies never;
      }
    },
  };
}

async function infoFacts(projects: Projects, id: string): Promise<InfoFacts | null> {
  const [project, members] = await Promise.all([projects.get(id), projects.members(id)]);
  if (project === null) return null;
  const { name, description, deadline, tag, status, template, language, createdAt } = project;
  return {
    name,
    description,
    deadline,
    tag,
    status,
    template,
    language,
    createdAt,
    // Never e-mails: the document is on the device of every member.
    members: members.map((member) => ({
      id: member.user,
      name: member.name,
      picture: member.profileImageUrl,
      role: member.role,
      joinedAt: member.joinedAt,
    })),
  };
}

async function homeFacts(projects: Projects, user: string): Promise<HomeFacts> {
  const list = await projects.listFor(user);
  return {
    projects: list.map(({ project, role }) => ({
      id: project.id,
      name: project.name,
      role,
      status: project.status,
      deadline: project.deadline,
      updatedAt: project.updatedAt,
    })),
  };
}
