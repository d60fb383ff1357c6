import { createHash } from 'node:crypto';
import type { PushConfig } from '../../config.ts';
import type { PushKeys, PushSubscription } from '../../storage/storage.ts';
import { encryptPush } from './encrypt.ts';
import { isPushEndpoint } from './hosts.ts';
import { vapidHeader } from './vapid.ts';

/** What a push service made of a message. */
export type PushAnswer =
  | { is: 'taken' }
  /** There is no such browser any more. */
  | { is: 'gone' }
  | { is: 'refused'; status: number }
  /** Null: it did not answer. */
  | { is: 'later'; status: number | null };

/** The way to the browsers' push services. */
export interface PushTransport {
  /** Of several messages about one thing, told by `tag`, a browser that was away is given the last. */
  send(subscription: PushSubscription, message: Uint8Array, tag: string): Promise<PushAnswer>;
}

export interface PushTransportOptions {
  config: PushConfig;
  keys: () => Promise<PushKeys>;
  /** Ends what is under way. */
  stopped: AbortSignal;
  now: () => number;
}

/** A push service that says nothing for so long is as good as away. */
const ANSWER_WITHIN_MS = 10_000;
/** Who is back after that reads it in the app. */
const KEPT_FOR_S = 24 * 60 * 60;
/** The longest a topic may be (RFC 8030). */
const TOPIC_LENGTH = 32;

export function pushTransport({ config, keys, stopped, now }: PushTransportOptions): PushTransport {
  const { hosts, subject } = config;
  return {
    async send(subscription, message, tag) {
      const { endpoint } = subscription;
      // The operator may have taken a service off the list since it was given.
      if (!isPushEndpoint(endpoint, hosts)) return { is: 'gone' };
      const authorization = await vapidHeader(await keys(), { endpoint, subject, now: now() });
      const response = await fetch(endpoint, {
        method: 'POST',
        body: new Uint8Array(encryptPush(message, subscription)),
        headers: {
          authorization,
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(KEPT_FOR_S),
          topic: topicOf(endpoint, tag),
        },
        // Security: a service on the list must not send us on to one that is not.
        redirect: 'manual',
        signal: AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      }).catch(() => null);
      if (response === null) return { is: 'later', status: null };
      await response.body?.cancel().catch(() => undefined); // it has answered; what it says besides is not read
      return answerOf(response.status);
    },
  };
}

export function answerOf(status: number): PushAnswer {
  if (status >= 200 && status < 300) return { is: 'taken' };
  if (status === 404 || status === 410) return { is: 'gone' };
  if (status === 429 || status >= 500) return { is: 'later', status };
  return { is: 'refused', status };
}

/** Another one for each browser: a push service does not learn who is told of the same. */
function topicOf(endpoint: string, tag: string): string {
  return createHash('sha256').update(`${endpoint} ${tag}`).digest('base64url').slice(0, TOPIC_LENGTH);
}
