import type { Logger } from '../../log.ts';
import type {
  Deliveries,
  Delivery,
  Projects,
  PushSubscription,
  PushSubscriptions,
} from '../../storage/storage.ts';
import type { Notice } from '../delivery.ts';
import type { Desk, DeskOf } from '../desk.ts';
import { line, sentenceOf } from '../words.ts';
import type { PushTransport } from './transport.ts';

/** Looked at in one go; the rest has its turn a few seconds later. */
const NOTICES_AT_ONCE = 200;
/** So many people at a time: a push service that does not answer holds up a few, not everybody. */
const PEOPLE_AT_ONCE = 8;
/** One, two, four minutes, then by and by less often. */
const FIRST_RETRY_MS = 60_000;
const MAX_RETRY_MS = 60 * 60_000;
/** Who was not reached by then reads it in the app. */
const STALE_MS = 24 * 60 * 60_000;

export interface PusherOptions {
  deliveries: Pick<Deliveries, 'due' | 'told' | 'drop' | 'putOff'>;
  subscriptions: Pick<PushSubscriptions, 'of' | 'dropEndpoint'>;
  projects: Pick<Projects, 'role'>;
  deskOf: DeskOf;
  transport: PushTransport;
  /** What was under way then is left where it is; it comes again. */
  stopped: AbortSignal;
  log: Logger;
  now: () => number;
}

/** What a device shows: a title, a sentence, and where a click goes. `tag`: a burst replaces what it said before. */
export interface PushMessage {
  title: string;
  body: string;
  language: string;
  tag: string;
  link: string;
}

/**
 * Wakes the devices of those who are to be told. A notification waits until the push services of all of its person's
 * devices have answered; a crash in between wakes them again, with what takes the place of the first.
 */
export function createPusher(options: PusherOptions): () => Promise<void> {
  const { deliveries, subscriptions, projects, deskOf, transport, stopped, log, now } = options;
  /** Which devices have what still waits for another one: they are not woken twice while this server runs. */
  const reached = new Map<string, Set<string>>();

  return async () => {
    const due = await deliveries.due('push', now(), NOTICES_AT_ONCE);
    const people = [...Map.groupBy(due, (delivery) => delivery.user)].values();
    const lane = async () => {
      for (const [user, waiting] of people) await wake(user, waiting);
    };
    // All of them end before the next time, even if one could not: nobody is woken by two at once.
    const lanes = await Promise.allSettled(Array.from({ length: PEOPLE_AT_ONCE }, lane));
    for (const result of lanes) if (result.status === 'rejected') throw result.reason;
  };

  async function wake(user: string, waiting: readonly Delivery[]): Promise<void> {
    const devices = await subscriptions.of(user, now());
    const desk = devices.length === 0 ? null : await deskOf(user);
    for (const delivery of waiting) {
      if (stopped.aborted) return;
      const notice = JSON.parse(delivery.body) as Notice;
      if (desk === null || !(await isWanted(notice, desk))) {
        reached.delete(keyOf(delivery));
        await deliveries.drop([delivery]);
      } else await tell(delivery, notice, devices);
    }
  }

  async function isWanted(notice: Notice, desk: Desk): Promise<boolean> {
    if (!desk.push || desk.isSettled(notice) || now() - notice.at > STALE_MS) return false;
    // Security: who has left a project hears nothing of it, not even what happened before.
    return (await projects.role(notice.project.id, notice.user)) !== null;
  }

  async function tell(
    delivery: Delivery,
    notice: Notice,
    devices: readonly PushSubscription[],
  ): Promise<void> {
    const key = keyOf(delivery);
    const have = reached.get(key) ?? new Set();
    const message = Buffer.from(JSON.stringify(messageOf(notice)));
    const answers = await Promise.all(
      devices.filter(({ endpoint }) => !have.has(endpoint)).map((device) => send(device, message, notice.id)),
    );
    if (stopped.aborted) return;
    for (const { endpoint, isOver } of answers) if (isOver) have.add(endpoint);
    if (answers.every(({ isOver }) => isOver)) {
      reached.delete(key);
      await deliveries.told([delivery], now());
    } else {
      reached.set(key, have);
      const wait = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(delivery.attempts, 20));
      await deliveries.putOff([delivery], now() + wait);
    }
  }

  /** Whether there is nothing more to be tried at this device. */
  async function send(
    device: PushSubscription,
    message: Uint8Array,
    tag: string,
  ): Promise<{ endpoint: string; isOver: boolean }> {
    const { endpoint } = device;
    const answer = await transport.send(device, message, tag);
    const to = { host: new URL(endpoint).host };
    switch (answer.is) {
      case 'taken':
        log.debug(to, 'push.sent');
        return { endpoint, isOver: true };
      case 'gone':
        await subscriptions.dropEndpoint(endpoint);
        log.info(to, 'push.gone');
        return { endpoint, isOver: true };
      case 'refused':
        log.warn({ ...to, status: answer.status }, 'push.refused');
        return { endpoint, isOver: true };
      case 'later':
        log.warn({ ...to, status: answer.status }, 'push.putOff');
        return { endpoint, isOver: false };
      default:
        return answer satisfies never;
    }
  }
}

/** A burst that counted up is another message. */
function keyOf({ user, notification, at }: Delivery): string {
  return `${user} ${notification} ${at}`;
}

function messageOf(notice: Notice): PushMessage {
  const { id: tag, link, project } = notice;
  const { language } = project;
  return { title: line(project.name), body: sentenceOf(language, notice), language, tag, link };
}
