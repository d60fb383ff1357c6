import type { Doc } from 'yjs';
import { ClapperError, isUuid, projectDocument } from '@clapper/protocol';
import { unlessMissing } from '../sync/unless-missing.ts';
import type { AppContext, HttpOptions } from './context.ts';
import { invalidField } from './request.ts';

/** `project_id` of the address, for who knows where to look. */
export function projectQuery(c: AppContext): string | undefined {
  const project = c.req.query('project_id');
  if (project !== undefined && !isUuid(project)) throw invalidField('project_id');
  return project;
}

/** The caller's projects, or of them the one that is wanted. */
export async function ownProjects(
  c: AppContext,
  { storage }: Pick<HttpOptions, 'storage'>,
  wanted = projectQuery(c),
): Promise<string[]> {
  const projects = await storage.projects.listFor(c.get('principal').user);
  return projects.map(({ project }) => project.id).filter((id) => wanted === undefined || id === wanted);
}

export interface InProject<T> {
  project: string;
  found: T;
}

/**
 * Something that every member may read, named by its id alone: where in the caller's projects it stands.
 * @throws ClapperError NOT_FOUND, the same for what is nowhere and what is not theirs
 */
export async function findInProjects<T>(
  c: AppContext,
  options: Pick<HttpOptions, 'storage' | 'sync'>,
  kind: 'board' | 'talk',
  find: (doc: Doc) => T | null,
): Promise<InProject<T>> {
  for (const project of await ownProjects(c, options)) {
    const reading = options.sync.read(projectDocument(project, kind), find);
    const found = await unlessMissing(reading, null);
    if (found !== null) return { project, found };
  }
  throw new ClapperError('NOT_FOUND', 'There is nothing at this address.');
}
