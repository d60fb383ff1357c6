import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClapperError } from '@clapper/protocol';
import { configTable, loadConfig } from './config.ts';

describe('configuration', () => {
  it('needs nothing to be set', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      allowedOrigins: [],
      trustProxy: 0,
      tls: { mode: 'off' },
      dataDir: resolve('data'),
      databaseUrl: `file:${resolve('data')}/clapper.db`,
      authSecret: null,
      registration: 'invited',
      adminEmail: null,
      metricsToken: null,
      logLevel: 'info',
      logFormat: 'readable',
      accessTtlMs: 3_600_000,
      mail: null,
      push: null,
      files: {
        location: { kind: 'directory', path: resolve('data/blobs') },
        videoBytes: 8 * 1024 ** 3,
        projectBytes: null,
        ffmpeg: { program: 'ffmpeg', searchPath: undefined },
      },
    });
  });

  it('reads every variable', () => {
    const config = loadConfig({
      HOST: '0.0.0.0',
      PORT: '0',
      PUBLIC_URL: 'https://clapper.example.org/',
      ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
      TRUST_PROXY: 'true',
      TLS_CERT: '/etc/tls/cert.pem',
      TLS_KEY: '/etc/tls/key.pem',
      DATA_DIR: '/srv/clapper',
      DATABASE_URL: 'postgres://clapper@db/clapper',
      AUTH_SECRET: 'x'.repeat(32),
      REGISTRATION: 'open',
      ADMIN_EMAIL: 'Boss@Example.org',
      METRICS_TOKEN: 'a-token-of-the-operator',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'json',
      ACCESS_TTL: '7d',
      SMTP_URL: 'smtp://clapper:secret@mail.example.org:587',
      MAIL_FROM: 'Clapper <clapper@example.org>',
      PUSH_HOSTS: 'push.example, *.Push.example:8443',
      BLOB_URL: 'file:/mnt/films',
      VIDEO_LIMIT: '500MB',
      PROJECT_QUOTA: '2t',
      FFMPEG: '/opt/ffmpeg',
      PATH: '/usr/bin',
    });
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      publicUrl: 'https://clapper.example.org',
      allowedOrigins: ['https://a.example', 'http://b.example:8080'],
      trustProxy: 1,
      tls: { mode: 'files', cert: '/etc/tls/cert.pem', key: '/etc/tls/key.pem' },
      dataDir: '/srv/clapper',
      databaseUrl: 'postgres://clapper@db/clapper',
      authSecret: 'x'.repeat(32),
      registration: 'open',
      adminEmail: 'Boss@Example.org',
      metricsToken: 'a-token-of-the-operator',
      logLevel: 'debug',
      logFormat: 'json',
      accessTtlMs: 7 * 24 * 3_600_000,
      mail: {
        smtpUrl: 'smtp://clapper:secret@mail.example.org:587',
        from: { name: 'Clapper', address: 'clapper@example.org' },
        publicUrl: 'https://clapper.example.org',
      },
      push: { hosts: ['push.example', '*.push.example:8443'], subject: 'https://clapper.example.org' },
      files: {
        location: { kind: 'directory', path: '/mnt/films' },
        videoBytes: 500 * 1024 ** 2,
        projectBytes: 2 * 1024 ** 4,
        ffmpeg: { program: '/opt/ffmpeg', searchPath: '/usr/bin' },
      },
    });
    expect(loadConfig({ FFMPEG: 'none' }).files.ffmpeg).toBeNull();
  });

  it('wakes devices where push services can be told whom to turn to', () => {
    const { push } = loadConfig({ ADMIN_EMAIL: 'boss@studio.example', PUBLIC_URL: 'http://studio.example' });
    expect([push?.subject, push?.hosts.length]).toEqual(['mailto:boss@studio.example', 4]);
    expect(loadConfig({ PUBLIC_URL: 'http://studio.example' }).push).toBeNull();
    expect(loadConfig({ ADMIN_EMAIL: 'boss@studio.example', PUSH_HOSTS: 'none' }).push).toBeNull();
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', TLS: ' ', AUTH_SECRET: '' })).toEqual(loadConfig({}));
  });

  it('names every bad value in one sentence, all at once, and repeats none of them', () => {
    const environment = {
      PORT: '70000',
      PUBLIC_URL: 'clapper.example.org',
      ALLOWED_ORIGINS: 'https://a.example/path',
      TRUST_PROXY: 'maybe',
      TLS: 'on',
      TLS_CERT: '/cert.pem',
      DATABASE_URL: 'mysql://user:hunter2@db',
      AUTH_SECRET: 'hunter2',
      REGISTRATION: 'sometimes',
      ADMIN_EMAIL: 'boss',
      PUSH_HOSTS: 'https://push.example',
      BLOB_URL: 's3://bucket',
      VIDEO_LIMIT: 'large',
      PROJECT_QUOTA: '-1',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      ACCESS_TTL: '8d',
    };
    const lines = messageOf(() => loadConfig(environment)).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'ALLOWED_ORIGINS',
      'TRUST_PROXY',
      'TLS',
      'DATABASE_URL',
      'AUTH_SECRET',
      'REGISTRATION',
      'ADMIN_EMAIL',
      'PUSH_HOSTS',
      'BLOB_URL',
      'VIDEO_LIMIT',
      'PROJECT_QUOTA',
      'LOG_LEVEL',
      'LOG_FORMAT',
      'ACCESS_TTL',
      'TLS_KEY',
      'TLS',
    ]);
    expect(lines.join('\n')).not.toContain('hunter2');
    expect(lines.every((line) => line.endsWith('.'))).toBe(true);
  });

  it.each(['0', '-1', '1e9', '1.5h', '8d', '999ms'])(
    'refuses %j as a life of access tokens',
    (ACCESS_TTL) => {
      if (ACCESS_TTL === '') expect(loadConfig({ ACCESS_TTL }).accessTtlMs).toBe(3_600_000);
      else expect(messageOf(() => loadConfig({ ACCESS_TTL }))).toContain('ACCESS_TTL must be');
    },
  );

  it('is described in README.md exactly as it is', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const table = /<!-- configuration:start -->\n\n([\s\S]*?)\n\n<!-- configuration:end -->/.exec(
      readme,
    )?.[1];
    expect(table).toBe(configTable());
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ClapperError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}
