import type { JoinAnswer, JoinRequest, Message, PresenceUser } from '@clapper/protocol';
import { frames } from '../join.ts';
import { SharedDocument, type Told } from './shared-document.ts';

export interface HubOptions {
  /** Who all tabs are of. */
  user: PresenceUser;
  toServer(message: Message): boolean;
  toTab(tab: string, message: Message): void;
}

/**
 * Several tabs on one connection: takes what each of them says as if it were alone, and tells each what the
 * server would tell it. What concerns one document is decided in `shared-document.ts`.
 */
export class Hub {
  #options: HubOptions;
  #documents = new Map<string, SharedDocument>();

  constructor(options: HubOptions) {
    this.#options = options;
  }

  /** The connection is another one: the server knows of nothing. */
  reset(): void {
    this.#documents.clear();
  }

  fromTab(tab: string, message: Message): void {
    switch (message.type) {
      case 'join':
        for (const request of message.documents) this.#shared(request.document).asks(tab, request);
        return this.#join(message.documents.map(({ document }) => document));
      case 'push':
        if (this.#documents.get(message.document)?.push(tab, message) === true)
          this.#options.toServer(message);
        return;
      case 'presence':
        return this.#presence(tab, message);
      case 'leave':
        return this.#leaves(tab, message.document);
      // The connection's own, or the server's to say.
      case 'hello':
      case 'joined':
      case 'rows':
      case 'ack':
      case 'nack':
      case 'access':
      case 'renew':
      case 'renewed':
      case 'goingAway':
        return;
      default:
        message satisfies never;
    }
  }

  fromServer(message: Message): void {
    switch (message.type) {
      case 'joined':
        return this.#answered(message.documents);
      case 'rows':
        this.#tell(this.#documents.get(message.document)?.rows(message));
        return this.#join([message.document]);
      case 'ack':
        return this.#tell(this.#documents.get(message.document)?.acknowledged(message));
      case 'nack':
        return this.#tell(this.#documents.get(message.document)?.refusedPush(message));
      case 'access':
      case 'presence':
        return this.#tell(this.#documents.get(message.document)?.all(message));
      case 'leave': {
        const shared = this.#documents.get(message.document);
        this.#documents.delete(message.document);
        return this.#tell(shared?.left(message));
      }
      // The connection's own, or a device's to say.
      case 'hello':
      case 'join':
      case 'push':
      case 'renew':
      case 'renewed':
      case 'goingAway':
        return;
      default:
        message satisfies never;
    }
  }

  /** The tab is not there any more, and said nothing. */
  gone(tab: string): void {
    for (const document of [...this.#documents.keys()]) this.#leaves(tab, document);
  }

  #shared(document: string): SharedDocument {
    let shared = this.#documents.get(document);
    if (shared === undefined) this.#documents.set(document, (shared = new SharedDocument(document)));
    return shared;
  }

  #join(documents: readonly string[]): void {
    const requests: JoinRequest[] = [];
    for (const document of documents) {
      const shared = this.#documents.get(document);
      if (shared?.isEmpty === true) this.#documents.delete(document);
      const request = shared?.nextJoin() ?? null;
      if (request !== null) requests.push(request);
    }
    for (const together of frames(requests)) this.#options.toServer({ type: 'join', documents: together });
  }

  #answered(answers: readonly JoinAnswer[]): void {
    this.#tell(answers.flatMap((answer) => this.#documents.get(answer.document)?.answered(answer) ?? []));
    // Whoever came while a join was under way, or stands elsewhere.
    this.#join(answers.map(({ document }) => document));
  }

  /** The server does not show a reader its own ids: what tabs show each other stays in the browser. */
  #presence(tab: string, message: Extract<Message, { type: 'presence' }>): void {
    const { document } = message;
    const shared = this.#documents.get(document);
    if (shared === undefined) return;
    this.#options.toServer(message);
    const entries = message.entries.map(({ clientId, state }) => ({
      clientId,
      state,
      user: state === null ? null : this.#options.user,
    }));
    for (const other of shared.others(tab))
      this.#options.toTab(other, { type: 'presence', document, entries });
  }

  #leaves(tab: string, document: string): void {
    const shared = this.#documents.get(document);
    if (shared === undefined) return;
    const ids = shared.leaves(tab);
    if (shared.isEmpty) {
      this.#documents.delete(document);
      this.#options.toServer({ type: 'leave', document, code: null, reason: '', retryAfterMs: 0 });
      return;
    }
    const entries = ids.map((clientId) => ({ clientId, state: null, user: null }));
    if (entries.length > 0) this.#presence(tab, { type: 'presence', document, entries });
  }

  /** Answers of one frame stay together. */
  #tell(told: readonly Told[] = []): void {
    const answers = new Map<string, JoinAnswer[]>();
    for (const one of told) {
      if (!('answer' in one)) continue;
      const list = answers.get(one.tab);
      if (list === undefined) answers.set(one.tab, [one.answer]);
      else list.push(one.answer);
    }
    for (const [tab, documents] of answers) this.#options.toTab(tab, { type: 'joined', documents });
    for (const one of told) if ('message' in one) this.#options.toTab(one.tab, one.message);
  }
}
