import type { PushConfig } from '../../config.ts';
import type { Logger } from '../../log.ts';
import type { PushKeys, Storage } from '../../storage/storage.ts';
import type { DeskOf } from '../desk.ts';
import { isPushEndpoint } from './hosts.ts';
import { createPusher } from './pusher.ts';
import { pushTransport } from './transport.ts';
import { newPushKeys } from './vapid.ts';

export interface PushOptions {
  config: PushConfig;
  storage: Pick<Storage, 'deliveries' | 'pushSubscriptions' | 'projects'>;
  deskOf: DeskOf;
  log: Logger;
  now: () => number;
}

/** What browsers are told, and what wakes them. */
export interface Push {
  /** What browsers subscribe to: the same for ever. */
  publicKey(): Promise<string>;
  /** Whether this server calls such an endpoint. */
  takes(endpoint: string): boolean;
  /** What is to be told by now goes to the push services. */
  work(): Promise<void>;
  stop(): void;
}

/** Notifications that wait → the push services of people's browsers. */
export function createPush({ config, storage, deskOf, log, now }: PushOptions): Push {
  const { deliveries, pushSubscriptions, projects } = storage;
  const stopping = new AbortController();
  const { signal: stopped } = stopping;
  let made: PushKeys | undefined;
  const keys = async () => (made ??= await pushSubscriptions.keys(newPushKeys()));
  const transport = pushTransport({ config, keys, stopped, now });
  return {
    publicKey: async () => (await keys()).publicKey,
    takes: (endpoint) => isPushEndpoint(endpoint, config.hosts),
    work: createPusher({
      deliveries,
      subscriptions: pushSubscriptions,
      projects,
      deskOf,
      transport,
      stopped,
      log,
      now,
    }),
    stop: () => stopping.abort(),
  };
}
