import type { Answer, Person, TestApi } from './test-api.ts';

export type TeamName = 'owner' | 'editor' | 'reviewer' | 'viewer' | 'stranger';

/** A project, one person in each role, and somebody who is not in it. */
export interface Team {
  project: string;
  people: Record<TeamName, Person>;
  call(who: TeamName, method: string, path: string, body?: unknown): Promise<Answer>;
}

export async function openTeam(api: TestApi): Promise<Team> {
  const names = ['owner', 'editor', 'reviewer', 'viewer', 'stranger'] as const;
  const made = await Promise.all(names.map(async (name) => [name, await api.person(name)] as const));
  const people = Object.fromEntries(made) as Team['people'];
  const call: Team['call'] = (who, method, path, body) =>
    api.call(method, path, { token: people[who].token, ...(body === undefined ? {} : { body }) });
  const project = (await call('owner', 'POST', '/projects', { name: '골목 커피' })).body.id as string;
  for (const role of ['editor', 'reviewer', 'viewer'] as const) {
    const { invite_code } = (await call('owner', 'POST', `/projects/${project}/invite`, { role })).body;
    await call(role, 'POST', '/projects/join', { invite_code });
  }
  return { project, people, call };
}
