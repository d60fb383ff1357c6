import { beforeAll, describe, expect, it } from 'vitest';
import { createPasswords, type Passwords } from './passwords.ts';

let passwords: Passwords;
beforeAll(async () => {
  passwords = await createPasswords();
});

describe('passwords', () => {
  it('are kept as argon2id', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse batterx')).toBe(false);
  });

  it('match however the system composed the letters', async () => {
    const hash = await passwords.hash('비밀번호가-깁니다'.normalize('NFD'));
    expect(await passwords.verify(hash, '비밀번호가-깁니다'.normalize('NFC'))).toBe(true);
  });

  it('never match nobody, not even by the words that nobody has', async () => {
    expect(await passwords.verify(null, 'nobody has this password')).toBe(false);
  });

  it('leave the event loop free while ten are checked', async () => {
    const hash = await passwords.hash('correct horse battery');
    const before = performance.eventLoopUtilization();
    await Promise.all(Array.from({ length: 10 }, () => passwords.verify(hash, 'something else')));
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  }, 20_000);
});
