/** Rings once, unless it is put off before. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | null = null;

  get isSet(): boolean {
    return this.#timer !== null;
  }

  /** One that is set already stays as it is. */
  set(ms: number, ring: () => void): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      ring();
    }, ms);
  }

  off(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
