import type { Role } from '@clapper/access';
import { documentAccess, guestAccess, type DocumentKind } from '@clapper/documents';
import type { DocumentAccess, DocumentAddress } from '@clapper/protocol';
import type { Principal } from '../auth/principal.ts';
import type { Storage } from '../storage/storage.ts';

/** Who may do what, looked up when a document is opened and told again when it changes. Security: an answer read before a change never wins over it. */
export class Rights {
  readonly #projects: Pick<Storage['projects'], 'role'>;
  /** Lookups under way: a device that joins a project's documents at once asks once. */
  readonly #asking = new Map<string, Promise<Role | null>>();

  constructor(projects: Pick<Storage['projects'], 'role'>) {
    this.#projects = projects;
  }

  /** Rejects when the storage does: an outage is never a denial. */
  async access(
    kind: DocumentKind,
    address: DocumentAddress,
    { user, guest }: Pick<Principal, 'user' | 'guest'>,
  ): Promise<DocumentAccess> {
    // Not looked up: a link that ends takes its sessions, and with them these sockets.
    if (guest !== null) return guestAccess(kind, address, guest);
    const role = address.scope === 'project' ? await this.#role(address.project, user) : null;
    return documentAccess(kind, { role, user, address });
  }

  changed(project: string, user: string): void {
    this.#asking.delete(`${project} ${user}`);
  }

  async #role(project: string, user: string): Promise<Role | null> {
    const key = `${project} ${user}`;
    for (;;) {
      let asked = this.#asking.get(key);
      if (asked === undefined) this.#asking.set(key, (asked = this.#projects.role(project, user)));
      try {
        const role = await asked;
        // Replaced or removed meanwhile: what was read may be from before the change.
        if (this.#asking.get(key) === asked) return role;
      } finally {
        // Kept only while it is under way and for those who waited with us.
        setImmediate(() => {
          if (this.#asking.get(key) === asked) this.#asking.delete(key);
        });
      }
    }
  }
}
