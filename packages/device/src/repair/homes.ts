/** A struct by its first clock, as plain data: it is stored, and told to other tabs. */
export interface Id {
  client: number;
  clock: number;
}

/** The list or key a struct stands in: of a root type (its name) or of the struct that holds the type. */
export interface Place {
  parent: string | Id;
  sub: string | null;
}

/**
 * What became of a run of structs when a document was repaired. One that is gone names its nearest
 * neighbours that stayed, so that what was typed beside it still knows where it belongs; without a
 * place its container is gone as well, and whatever stands in there with it.
 */
export type Home = { client: number; clock: number; len: number } & (
  | { now: 'moved'; to: Id }
  | { now: 'gone'; left: Id | null; right: Id | null; place: Place | null }
);

export interface Range {
  client: number;
  clock: number;
  len: number;
}

/** Homes by id. Runs of one client are added in the order of their clocks. */
export class Homes {
  #runs = new Map<number, Home[]>();

  constructor(homes: Iterable<Home> = []) {
    for (const home of homes) this.add(home);
  }

  add(home: Home): void {
    const runs = this.#runs.get(home.client);
    if (runs === undefined) this.#runs.set(home.client, [home]);
    else runs.push(home);
  }

  /** What was typed letter by letter is one run. */
  all(): Home[] {
    return [...this.#runs.values()].flatMap((runs) => joined(runs));
  }

  has(client: number): boolean {
    return this.#runs.has(client);
  }

  at({ client, clock }: Id): Home | null {
    const runs = this.#runs.get(client) ?? [];
    const home = runs[firstEndingAfter(runs, clock)];
    return home !== undefined && home.clock <= clock ? home : null;
  }

  /** The neighbour on this side of whatever named `id` as its neighbour. */
  neighbour(id: Id, side: 'left' | 'right'): Id | null {
    const home = this.at(id);
    if (home === null) return id;
    return home.now === 'gone' ? home[side] : movedTo(home, id.clock);
  }

  /** A range by what became of its parts; `home` null: they stand where they stood. */
  *split({ client, clock, len }: Range): Generator<{ range: Range; home: Home | null }> {
    const end = clock + len;
    const runs = this.#runs.get(client) ?? [];
    let at = clock;
    for (let i = firstEndingAfter(runs, clock); at < end; i++) {
      const home = runs[i];
      const start = Math.min(end, home?.clock ?? end);
      if (start > at) yield { range: { client, clock: at, len: start - at }, home: null };
      at = Math.max(at, start);
      if (home === undefined || at >= end) return;
      const stop = Math.min(end, home.clock + home.len);
      yield { range: { client, clock: at, len: stop - at }, home };
      at = stop;
    }
  }
}

export function movedTo(home: Extract<Home, { now: 'moved' }>, clock: number): Id {
  return { client: home.to.client, clock: home.to.clock + clock - home.clock };
}

function joined(runs: readonly Home[]): Home[] {
  const result: Home[] = [];
  for (const home of runs) {
    const last = result.at(-1);
    const follows =
      last?.now === 'moved' &&
      home.now === 'moved' &&
      last.clock + last.len === home.clock &&
      last.to.client === home.to.client &&
      last.to.clock + last.len === home.to.clock;
    if (follows) result[result.length - 1] = { ...last, len: last.len + home.len };
    else result.push(home);
  }
  return result;
}

function firstEndingAfter(runs: readonly Home[], clock: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { clock: start, len } = runs[middle]!;
    if (start + len > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}
