import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { until } from '../harness/wait.ts';
import type { Person, World } from './world.ts';

/** An unmodified y-websocket client, as any Yjs program would use it. */
export class StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Closes for good: codes y-websocket does not come back from. */
  readonly closed: { code: number; reason: string }[] = [];
  /** Every close. */
  readonly closes: number[] = [];
  /** First numbers of the frames it was sent. */
  readonly heard = new Set<number>();

  constructor(
    world: Pick<World, 'url'>,
    document: string,
    { person, ticket, doc = new Y.Doc() }: { person?: Person; ticket?: string; doc?: Y.Doc },
  ) {
    const { heard } = this;
    class Listening extends WebSocket {
      constructor(address: string, protocols?: string[]) {
        super(address, protocols);
        this.on('message', (data: ArrayBuffer) => heard.add(new Uint8Array(data)[0]!));
      }
    }
    this.doc = doc;
    this.provider = new WebsocketProvider(`${world.url}/sync`, document, doc, {
      protocols: person === undefined ? [] : ['clapper.auth', person.token],
      params: ticket === undefined ? {} : { ticket },
      WebSocketPolyfill: Listening as unknown as typeof globalThis.WebSocket,
      // Else the tabs of this process would sync with each other behind the server's back.
      disableBc: true,
    });
    this.provider.on('closed', (event) => void this.closed.push(event));
    this.provider.on('connection-close', (event) => void this.closes.push(event?.code ?? 0));
  }

  async synced(): Promise<this> {
    await until(() => this.provider.synced, { what: 'the stock client to sync' });
    return this;
  }

  text(): string {
    return this.doc.getText('text').toJSON();
  }

  type(text: string): void {
    this.doc.getText('text').insert(this.doc.getText('text').length, text);
  }

  async whenClosed(): Promise<{ code: number; reason: string }> {
    return until(() => this.closed[0], { what: 'the stock client to give up' });
  }

  close(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
  }
}
