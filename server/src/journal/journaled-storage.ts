import { methodOf, storageThrough, type StorageMethod } from '../storage/methods.ts';
import type { CreateUserResult, DocumentAppend, Joined, RotateResult, Storage } from '../storage/storage.ts';
import type { Journal, JournalEntry } from './journal.ts';

/**
 * A storage that tells its journal what a restored backup must not forget. A method has done both when it
 * resolves; the lines about client ids alone follow a moment later, since every edit would wait for them.
 */
export function journaledStorage(storage: Storage, journal: Journal, now: () => number = Date.now): Storage {
  return {
    ...storageThrough(async (method, _mode, args) => {
      const result = await methodOf<Promise<unknown>>(storage, method)(...args);
      if (method === 'documents.append') journal.note(leasesOf(args[0] as DocumentAppend[], now()));
      else {
        const entries = entriesOf(method, args, result, now());
        if (entries.length > 0) await journal.write(entries);
      }
      return result;
    }),
    durability: () => storage.durability(),
    probe: (at) => storage.probe(at),
    async close() {
      await storage.close();
      await journal.close();
    },
  };
}

function entriesOf(method: StorageMethod, args: unknown[], result: unknown, at: number): JournalEntry[] {
  switch (method) {
    case 'documents.remove':
    case 'projects.remove':
      return [{ at, gone: args[0] as string }];
    case 'accounts.revokeSession':
      return result === true ? [{ at, ended: args[0] as string }] : [];
    case 'accounts.setPassword':
      return (result as string[]).map((ended) => ({ at, ended }));
    case 'guests.revoke':
      return result === null ? [] : [{ at, link: args[0] as string }];
    case 'invitations.withdraw':
      return result === true ? [{ at, invitation: args[1] as string }] : [];
    case 'projects.join':
      return usedBy(result as Joined | null, at);
    case 'accounts.create': {
      const created = result as CreateUserResult;
      return created.ok ? usedBy(created.joined, at) : [];
    }
    case 'accounts.setActive': {
      const ended = result as string[] | null;
      if (ended === null) return [];
      const account = { at, account: args[0] as string, active: args[1] as boolean };
      return [account, ...ended.map((session) => ({ at, ended: session }))];
    }
    case 'calendarFeeds.set':
    case 'calendarFeeds.remove':
      return result === null ? [] : [{ at, feed: result as string }];
    case 'accounts.rotate': {
      const rotated = result as RotateResult;
      return rotated.status === 'reused' ? [{ at, ended: rotated.session }] : [];
    }
    default:
      return [];
  }
}

function usedBy(joined: Joined | null, at: number): JournalEntry[] {
  const used = joined?.used ?? null;
  return used === null ? [] : [{ at, invitation: used }];
}

/** The first structs of a client id, which start at its clock 0; and those that a row of several ids brought. */
function leasesOf(batch: readonly DocumentAppend[], at: number): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const { document, rows, leases = [] } of batch) {
    for (const { clientId, user, device, clockFrom } of rows) {
      if (clientId === null || user === null || clockFrom !== 0) continue;
      entries.push({ at, lease: { document, clientId, user, device } });
    }
    for (const { clientId, user, device, lastN } of leases) {
      if (lastN === 0) entries.push({ at, lease: { document, clientId, user, device } });
    }
  }
  return entries;
}
