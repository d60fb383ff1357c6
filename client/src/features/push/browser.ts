import type { BrowserFacts } from './state.ts';

export async function readBrowser(): Promise<BrowserFacts> {
  const canPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  return {
    secure: window.isSecureContext,
    canPush,
    isIos: isIos(navigator),
    permission: canPush ? Notification.permission : 'default',
    subscribed: canPush && (await subscription()) !== null,
  };
}

/** An iPad says that it is a Mac; no Mac can be touched. */
function isIos({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Why it did not come to a subscription; there are words for each. */
export type Failure =
  /** The person closed the question, or the browser did not ask it. */
  | 'dismissed'
  | 'denied'
  /** The browser's push service cannot be reached, or the browser has none. */
  | 'service';

export type Subscribed =
  | { is: 'subscribed'; subscription: PushSubscription }
  | { is: 'failed'; why: Failure };

/** A worker that is not there by then does not come; a push service that does not answer neither. */
const ANSWER_WITHIN_MS = 20_000;

/** Asks the person first; browsers want a click before it. */
export async function subscribe(publicKey: string): Promise<Subscribed> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted')
    return { is: 'failed', why: permission === 'denied' ? 'denied' : 'dismissed' };
  try {
    return { is: 'subscribed', subscription: await inTime(subscribeTo(keyBytes(publicKey))) };
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    return { is: 'failed', why: refused ? 'denied' : 'service' };
  }
}

async function subscribeTo(key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  // Of another server that was at this address, or of this one before it lost its keys: a browser has only one.
  if (before !== null && !isFor(before, key)) await before.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  const theirs = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return theirs.length === key.length && theirs.every((byte, i) => byte === key[i]);
}

function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The browser did not answer.')), ANSWER_WITHIN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** From now on nothing wakes this browser, whatever a server sends. */
export async function unsubscribe(): Promise<void> {
  if ('serviceWorker' in navigator && 'PushManager' in window) await (await subscription())?.unsubscribe();
}
