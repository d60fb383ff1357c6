/** An address of bytes on this device, until it is released. */
export interface LentUrl {
  state: 'here';
  url: string;
  release(): void;
}

/** So many that nobody shows any more are kept for who comes back: a board is scrolled down and up again. */
const MOST_KEPT = 96;
/** Larger ones go at once: they are films. */
const LARGEST_KEPT = 1_000_000;

/** Object URLs: one for everybody in this tab who shows the same. */
export class LentUrls {
  readonly #entries = new Map<string, { url: string; bytes: number; users: number }>();
  /** Shown by nobody, those that were let go longest ago first. */
  readonly #kept = new Set<string>();

  /** Null: there is none of it, and its bytes are to be read. */
  again(key: string): LentUrl | null {
    return this.#entries.has(key) ? this.#lend(key) : null;
  }

  of(key: string, blob: Blob): LentUrl {
    if (!this.#entries.has(key))
      this.#entries.set(key, { url: URL.createObjectURL(blob), bytes: blob.size, users: 0 });
    return this.#lend(key);
  }

  isShown(key: string): boolean {
    return this.#entries.has(key) && !this.#kept.has(key);
  }

  close(): void {
    for (const { url } of this.#entries.values()) URL.revokeObjectURL(url);
    this.#entries.clear();
    this.#kept.clear();
  }

  #lend(key: string): LentUrl {
    const entry = this.#entries.get(key)!;
    entry.users++;
    this.#kept.delete(key);
    let held = true;
    return {
      state: 'here',
      url: entry.url,
      release: () => {
        if (!held) return;
        held = false;
        if (--entry.users > 0 || this.#entries.get(key) !== entry) return;
        this.#kept.add(key);
        if (entry.bytes > LARGEST_KEPT) this.#forget(key);
        for (const oldest of this.#kept) {
          if (this.#kept.size <= MOST_KEPT) break;
          this.#forget(oldest);
        }
      },
    };
  }

  #forget(key: string): void {
    URL.revokeObjectURL(this.#entries.get(key)!.url);
    this.#entries.delete(key);
    this.#kept.delete(key);
  }
}
