import { expect, test } from 'vitest';
import { pushState, type BrowserFacts } from './state.ts';

const able: BrowserFacts = {
  secure: true,
  canPush: true,
  isIos: false,
  permission: 'granted',
  subscribed: true,
};
const server = { available: true, on: true };

test.each<[Partial<BrowserFacts>, Partial<typeof server>, ReturnType<typeof pushState>]>([
  [{}, {}, { is: 'on' }],
  [{}, { on: false }, { is: 'off' }],
  [{ subscribed: false }, {}, { is: 'off' }],
  [{ permission: 'default' }, {}, { is: 'off' }],
  [{ permission: 'denied' }, {}, { is: 'impossible', why: 'denied' }],
  [{ canPush: false }, {}, { is: 'impossible', why: 'browser' }],
  [{ canPush: false, isIos: true }, {}, { is: 'impossible', why: 'homeScreen' }],
  [{ canPush: false, secure: false }, {}, { is: 'impossible', why: 'insecure' }],
  [{ secure: false }, { available: false }, { is: 'impossible', why: 'server' }],
])('of a device that is %j at a server that is %j is said: %j', (browser, its, state) => {
  expect(pushState({ ...server, ...its }, { ...able, ...browser })).toEqual(state);
});
