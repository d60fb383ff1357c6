import type { Storage } from '../storage/storage.ts';

/** Names of today, each looked up once; also of people who have left the project. */
export function nameReader(accounts: Pick<Storage['accounts'], 'get'>) {
  return async (ids: readonly string[]): Promise<Map<string, string>> => {
    const users = await Promise.all([...new Set(ids)].map((id) => accounts.get(id)));
    return new Map(users.flatMap((user) => (user === null ? [] : [[user.id, user.nickname] as const])));
  };
}
