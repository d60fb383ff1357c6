/** Why this device cannot be woken; there are words for each. */
export type Obstacle =
  /** Whoever runs the server has not set it up. */
  | 'server'
  /** Browsers withhold it from plain http. */
  | 'insecure'
  /** iPhones and iPads wake only what stands on the home screen. */
  | 'homeScreen'
  | 'browser'
  | 'denied';

export type PushState = { is: 'on' } | { is: 'off' } | { is: 'impossible'; why: Obstacle };

/** What a browser says of itself. */
export interface BrowserFacts {
  secure: boolean;
  canPush: boolean;
  isIos: boolean;
  permission: NotificationPermission;
  /** It holds a subscription of ours. */
  subscribed: boolean;
}

/** What stands in the way comes first, beginning with what nothing helps against. */
export function pushState(
  server: { available: boolean; on: boolean },
  { secure, canPush, isIos, permission, subscribed }: BrowserFacts,
): PushState {
  if (!server.available) return { is: 'impossible', why: 'server' };
  if (!secure) return { is: 'impossible', why: 'insecure' };
  if (!canPush) return { is: 'impossible', why: isIos ? 'homeScreen' : 'browser' };
  if (permission === 'denied') return { is: 'impossible', why: 'denied' };
  return server.on && subscribed && permission === 'granted' ? { is: 'on' } : { is: 'off' };
}
