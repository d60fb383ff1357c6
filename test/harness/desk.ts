import { setTimeout as sleep } from 'node:timers/promises';
import type * as Y from 'yjs';
import type { Device, DocumentHandle, ReadyState } from '@clapper/device';
import { until } from './wait.ts';

/** One document open on one device, as a page holds it: after a repair its doc is another one. */
export class Desk {
  readonly device: Device;
  readonly handle: DocumentHandle;

  constructor(device: Device, document: string) {
    this.device = device;
    this.handle = device.open(document);
  }

  static async open(device: Device, document: string): Promise<Desk> {
    const desk = new Desk(device, document);
    await desk.handle.ready();
    return desk;
  }

  get state(): ReadyState {
    const state = this.handle.state.get();
    if (state.phase !== 'ready') throw new Error(`${this.handle.document} is ${state.phase}`);
    return state;
  }

  get doc(): Y.Doc {
    return this.state.doc;
  }

  /** The words of a scratch document. */
  get text(): string {
    return this.doc.getText('text').toString();
  }

  edit(change: (doc: Y.Doc) => void): void {
    const { doc } = this;
    doc.transact(() => change(doc), 'typing');
  }

  type(words: string, at = this.text.length): void {
    this.edit((doc) => doc.getText('text').insert(at, words));
  }

  /** Joined, and everything that was typed here is on the server. */
  get isSaved(): boolean {
    const row = this.device.ledger.get().find(({ document }) => document === this.handle.document);
    return this.state.live && row?.state === 'saved';
  }

  async saved(timeout = 10_000): Promise<void> {
    // The ledger is brought up to date in the next turn: until then it does not know of what was just typed.
    await sleep(1);
    await until(() => this.isSaved, { what: `${this.device.user.name}'s edits to be saved`, timeout });
  }

  async live(timeout = 10_000): Promise<void> {
    await until(() => this.state.live, { what: `${this.device.user.name} to be connected`, timeout });
  }
}
