import { describe, expect, it } from 'vitest';
import { ClapperError } from '@clapper/protocol';
import { createLimits, network } from './limits.ts';

const MINUTE = 60_000;
const STUDIO = '203.0.113.7';

function world() {
  let time = 0;
  const limits = createLimits(() => time);
  /** Milliseconds to wait; 0: it was let through (and failed, unless told otherwise). */
  const login = (account: string, address: string, { right = false } = {}): number => {
    try {
      const attempt = limits.login(account, address);
      if (right) attempt.succeeded();
      return 0;
    } catch (error) {
      if (error instanceof ClapperError && error.code === 'RATE_LIMITED')
        return error.retryAfterMs ?? Number.NaN;
      throw error;
    }
  };
  return { limits, login, pass: (ms: number) => (time += ms) };
}

describe('limits', () => {
  it('gives five wrong passwords for free, then waits that double, up to five minutes', () => {
    const { login, pass } = world();
    const waits: number[] = [];
    for (let i = 0; i < 16; i++) {
      const wait = login('kim', STUDIO);
      waits.push(wait / 1000);
      if (wait > 0) {
        pass(wait);
        expect(login('kim', STUDIO)).toBe(0);
      }
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('lets the right password in after a few wrong ones, and starts anew', () => {
    const { login } = world();
    for (let i = 0; i < 4; i++) login('kim', STUDIO);
    expect(login('kim', STUDIO, { right: true })).toBe(0);
    for (let i = 0; i < 5; i++) expect(login('kim', STUDIO)).toBe(0);
  });

  it('lets a studio of forty behind one address sign in at once, while one of them types it wrong for ever', () => {
    const { login } = world();
    for (let i = 0; i < 100; i++) login('lee', STUDIO);
    for (let i = 0; i < 40; i++) {
      expect(login(`person-${i}`, STUDIO)).toBe(0);
      expect(login(`person-${i}`, STUDIO, { right: true })).toBe(0);
    }
  });

  it('counts a thousand tries at once before the first has failed', () => {
    const { login } = world();
    const let_in = Array.from({ length: 1_000 }, () => login('kim', STUDIO)).filter((wait) => wait === 0);
    expect(let_in.length).toBe(5);
  });

  it('slows fire at one account from many addresses, and not its owner where they signed in before', () => {
    const { login } = world();
    login('kim', STUDIO, { right: true });
    let through = 0;
    for (let i = 0; i < 1_000; i++) if (login('kim', `198.51.${i >> 8}.${i & 255}`) === 0) through++;
    expect(through).toBe(100);
    expect(login('kim', '192.0.2.1')).toBeGreaterThan(0);
    expect(login('kim', STUDIO, { right: true })).toBe(0);
  });

  it('stops an address that tries account after account, for a while', () => {
    const { login, pass } = world();
    let through = 0;
    for (let i = 0; i < 1_000; i++) if (login(`account-${i}`, STUDIO) === 0) through++;
    expect(through).toBe(200);
    pass(10 * MINUTE);
    expect(login('kim', STUDIO)).toBe(0);
  });

  it('stops guessing of codes, and forgets it when told to sweep', () => {
    const { limits, pass } = world();
    for (let i = 0; i < 200; i++) {
      limits.mayGuess(STUDIO);
      limits.guessedWrong(STUDIO);
    }
    expect(() => limits.mayGuess(STUDIO)).toThrow(ClapperError);
    pass(10 * MINUTE + 1);
    limits.sweep();
    expect(() => limits.mayGuess(STUDIO)).not.toThrow();
  });

  it('lets a person send six hundred files a minute, each in one piece, and another one as many', () => {
    const { limits, pass } = world();
    for (let i = 0; i < 600; i++) limits.sendsFile('kim');
    expect(() => limits.sendsFile('kim')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    expect(() => limits.sendsFile('lee')).not.toThrow();
    pass(MINUTE + 1);
    limits.sweep();
    expect(() => limits.sendsFile('kim')).not.toThrow();
  });

  it('holds a bounded number of keys: a flood of new ones makes it forget the oldest', () => {
    const { login } = world();
    for (let i = 0; i < 6; i++) login('kim', STUDIO);
    expect(login('kim', STUDIO)).toBeGreaterThan(0);
    for (let i = 0; i < 20_000; i++) login(`account-${i}`, `2001:db8:${(i >> 8).toString(16)}:${i & 255}::1`);
    expect(login('kim', STUDIO)).toBe(0);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::99', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['unknown', 'unknown'],
  ])('counts %s as %s', (address, expected) => {
    expect(network(address)).toBe(expected);
  });
});

it('lets one person ask for a role so often an hour, and invite so many people a day', () => {
  let at = 0;
  const limits = createLimits(() => at);
  for (let i = 0; i < 10; i++) limits.asksForRole('mina');
  expect(() => limits.asksForRole('mina')).toThrow('wait');
  limits.asksForRole('jun');
  at += 3_600_001;
  limits.asksForRole('mina');
  const invited = Array.from({ length: 501 }, (_, i) => limits.mayInvite('mina', `${i}@studio.example`));
  expect([invited.filter(Boolean).length, invited.at(-1)]).toEqual([500, false]);
  expect(limits.mayInvite('jun', '1@studio.example')).toBe(true);
});
