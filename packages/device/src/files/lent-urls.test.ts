import { afterEach, expect, it, vi } from 'vitest';
import { LentUrls } from './lent-urls.ts';

const small = (name: string) => new Blob([name]);
afterEach(() => vi.restoreAllMocks());

it('is one for all who show the same, and for who comes back', () => {
  const urls = new LentUrls();
  const first = urls.of('a', small('a'));
  expect(urls.of('a', small('a')).url).toBe(first.url);
  expect(urls.again('a')?.url).toBe(first.url);
  expect(urls.again('b')).toBeNull();
});

it('is given up when many others were let go since, the oldest first, and never while it is shown', () => {
  const revoked = vi.spyOn(URL, 'revokeObjectURL');
  const urls = new LentUrls();
  const shown = urls.of('shown', small('shown'));
  for (let at = 0; at < 97; at++) urls.of(`${at}`, small(`${at}`)).release();
  expect(revoked).toHaveBeenCalledTimes(1);
  expect(urls.again('0')).toBeNull();
  expect(urls.again('1')).not.toBeNull();
  expect(urls.isShown('shown')).toBe(true);
  expect(urls.isShown('2')).toBe(false);
  shown.release();
  shown.release();
  expect(urls.isShown('shown')).toBe(false);
});

it('of a film goes with the last who shows it', () => {
  const urls = new LentUrls();
  const film = new Blob([new Uint8Array(1_000_001)]);
  const [one, other] = [urls.of('film', film), urls.of('film', film)];
  one.release();
  expect(urls.isShown('film')).toBe(true);
  other.release();
  expect(urls.again('film')).toBeNull();
});
