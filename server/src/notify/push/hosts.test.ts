import { expect, it } from 'vitest';
import { isPushEndpoint, PUSH_SERVICES } from './hosts.ts';

it.each([
  'https://fcm.googleapis.com/fcm/send/x',
  'https://updates.push.services.mozilla.com/wpush/v2/x',
  'https://wns2-by3p.notify.windows.com/w/?token=x',
  'https://web.push.apple.com/x',
])('[PU2] takes %s', (endpoint) => {
  expect(isPushEndpoint(endpoint, PUSH_SERVICES)).toBe(true);
});

it.each([
  'http://fcm.googleapis.com/x',
  'https://127.0.0.1/x',
  'https://169.254.169.254/latest',
  'https://fcm.googleapis.com.evil.example/x',
  'https://fcm.googleapis.com@evil.example/x',
  'https://fcm.googleapis.com:8443/x',
  'https://user@fcm.googleapis.com/x',
  'https://evilnotify.windows.com/x',
  'https://notify.windows.com/x',
  'file:///etc/passwd',
  'nothing',
])('[PU2] refuses %s', (endpoint) => {
  expect(isPushEndpoint(endpoint, PUSH_SERVICES)).toBe(false);
});
