/** So many parts are on their way at once, whatever is put: the network is no faster with more. */
const AT_ONCE = 2;

/** A few buffers used over and over: of a film of gigabytes each part would else be left for the collector, which comes late. */
export class PartBuffers {
  readonly #bytes: number;
  readonly #free: Uint8Array[] = [];
  readonly #waiting: ((buffer: Uint8Array) => void)[] = [];
  #made = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Lends one for as long as `work` takes. */
  async with<T>(work: (buffer: Uint8Array) => Promise<T>): Promise<T> {
    const buffer = await this.#take();
    try {
      return await work(buffer);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(buffer);
      else next(buffer);
    }
  }

  #take(): Uint8Array | Promise<Uint8Array> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made < AT_ONCE) {
      this.#made++;
      return new Uint8Array(this.#bytes);
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
