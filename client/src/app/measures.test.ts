import { expect, test } from 'vitest';
import { endpointOf, wayOf, type Measure } from './measures.ts';

const status = (is: string, timestamp: number): Measure => ({
  ...{ event: 'websocket.status', status: is, timestamp, reconnectAttempts: 0 },
});
const call = (duration: number, timestamp: number): Measure => ({
  ...{ event: 'api.latency', endpoint: '/users/mail', duration, timestamp },
});

test('an endpoint is told without ids, questions and other addresses', () => {
  const id = '0199f3a2-6a4e-7cc3-9b7a-1f2e3d4c5b6a';
  expect(endpointOf(`https://studio.example/api/v1/projects/${id}/insights?days=30`)).toBe(
    '/projects/:id/insights',
  );
  expect(endpointOf('https://studio.example/api/v1/users/profile')).toBe('/users/profile');
  expect(endpointOf('https://studio.example/assets/index.js')).toBeNull();
  expect(endpointOf(`https://studio.example/api/v1/upload?document=${id}`)).toBeNull();
});

test('the way to the server is told by calls and by how often the connection came back, since a day', () => {
  const measures = [
    ...[status('offline', 1), status('connected', 2), call(9_000, 3)],
    ...[status('connecting', 10), status('connected', 11), status('offline', 12)],
    ...[status('connecting', 13), status('offline', 14), status('connected', 15)],
    ...[30, 10, 20, 400].map((ms, index) => call(ms, 20 + index)),
  ];
  expect(wayOf(measures, 10)).toEqual({ calls: 4, medianMs: 25, slowMs: 344, reconnected: 1 });
  expect(wayOf([], 0)).toEqual({ calls: 0, medianMs: null, slowMs: null, reconnected: 0 });
});
