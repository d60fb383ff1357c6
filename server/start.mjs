// `npm start`: installs what changed, builds what changed, serves. Plain JavaScript that runs on Node 20
// in a clone without node_modules, so it imports nothing of ours; the server itself runs on the Node
// that the install brings. Whatever the install and the build print goes to standard error.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
/** The first Node that runs TypeScript without a flag. */
const OLDEST_NODE = [22, 18];
/** Starting stops asking a silent registry after this long: npx alone would take more than a minute. */
const REGISTRY_TIMEOUT_MS = 20_000;
/** One failed request is bad luck and tried again; this many are a registry that is not there. */
const MANY_FAILURES = 10;
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|META_FETCH_FAIL|timed out|error sending request/;

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules', '.cache', 'clapper');
/**
 * Where Node keeps what it compiled. Without it every thread of the server brings a compiler of its own to remove
 * the types of the same files, at every start. Node itself compares what it kept with the file.
 */
export const compiled = join(stamps, 'compiled');

/** The server in few files: it starts in less than half the time of what it is made of. */
export const bundled = 'server/dist/main.js';

/**
 * How far the young part of a heap may grow, in MiB for each of its two halves. Node 24 lets it grow to 64 in every thread: what
 * a busy minute left there stays resident, and each collection stops the event loop for ten milliseconds and more.
 */
export const heapOptions = '--max-semi-space-size=16';

/** A sentence for the person; no stack. */
class Stop extends Error {}

/** The Node that the install brought; where it brings none, the one we are on. */
export function nodeBinary() {
  const brought = join(root, 'node_modules', '.bin', 'node');
  return existsSync(brought) ? brought : process.execPath;
}

function checkPlatform() {
  const { platform, arch, versions } = process;
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (platform === 'win32')
    throw new Stop('Clapper runs on Linux and macOS; on Windows, start it inside WSL.');
  if (platform === 'linux') {
    const glibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
    if (!glibc)
      throw new Stop(
        'Clapper needs a Linux with glibc (Debian, Ubuntu, Fedora…); this one has another C library.',
      );
    if (major < 20) throw new Stop(`Clapper needs Node 20 or newer to start; this is ${versions.node}.`);
    if (arch === 'x64' || arch === 'arm64') return;
  }
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Stop(
    `Clapper brings its own Node on Linux x64 and arm64 only; on ${platform} ${arch} it needs Node ` +
      `${OLDEST_NODE.join('.')} or newer, and this is ${versions.node}.`,
  );
}

/** Installs the workspace if a manifest, the lockfile or the platform changed since the last success. */
export async function install() {
  checkPlatform();
  const manifests = ['package.json', ...workspaces().map((folder) => join(folder, 'package.json'))];
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests].map((file) => join(root, file));
  await unlessStamped('install', hash(files, `${process.platform} ${process.arch}`), async () => {
    say('Installing…');
    const { code, output, complaints } = await run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
      CI: 'true', // no questions
      npm_config_prefer_offline: 'true', // every version is fixed: what is here need not be asked for
      npm_config_fetch_retries: '1',
      npm_config_fetch_retry_mintimeout: '1000',
      npm_config_fetch_timeout: String(REGISTRY_TIMEOUT_MS),
      pnpm_config_fetch_retries: '1',
      pnpm_config_fetch_retry_mintimeout: '1000',
      pnpm_config_fetch_timeout: String(REGISTRY_TIMEOUT_MS),
    });
    if (code === 0) return;
    if (UNREACHABLE.test(output)) {
      throw new Stop(
        'Something must be installed and the npm registry cannot be reached: connect once, then start again.',
      );
    }
    process.stderr.write(complaints);
    throw new Stop(`The install failed (${PNPM}, exit ${code}); its output is above.`);
  });
}

/** Builds the client if its sources, the packages' sources or the lockfile changed since the last success. */
export async function buildClient() {
  const sources = [
    join(root, 'pnpm-lock.yaml'),
    ...list(join(root, 'client'), ['dist']),
    ...list(join(root, 'packages'), []),
  ].filter((file) => !/\.test\.tsx?$|\.md$/.test(file));
  const built = existsSync(join(root, 'client', 'dist', 'index.html'));
  await unlessStamped('client', built ? hash(sources) : undefined, async () => {
    say('Building the client…');
    const { code } = await run(
      nodeBinary(),
      ['node_modules/vite/bin/vite.js', 'build'],
      {},
      join(root, 'client'),
    );
    if (code !== 0) throw new Stop(`The build failed (vite, exit ${code}); its output is above.`);
    return hash(sources);
  });
}

/** Bundles the server if its sources, the packages' sources or the lockfile changed since the last success. */
export async function buildServer() {
  const sources = [
    ...['pnpm-lock.yaml', 'server/bundle.mjs'].map((file) => join(root, file)),
    ...list(join(root, 'server', 'src'), []),
    ...list(join(root, 'packages'), []),
  ].filter((file) => !/\.test\.tsx?$|\.md$/.test(file));
  const built = existsSync(join(root, bundled));
  await unlessStamped('server', built ? hash(sources) : undefined, async () => {
    say('Building the server…');
    const { code } = await run(nodeBinary(), ['server/bundle.mjs']);
    if (code !== 0) throw new Stop(`The build failed (rolldown, exit ${code}); its output is above.`);
    return hash(sources);
  });
}

/** Runs `work` and remembers `wanted`, unless it is what was remembered. */
async function unlessStamped(name, wanted, work) {
  const stamp = join(stamps, name);
  if (wanted !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  const done = (await work()) ?? wanted;
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, done);
}

function workspaces() {
  return [
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name)),
    'server',
    'client',
    'test',
  ].filter((folder) => existsSync(join(root, folder, 'package.json')));
}

function list(folder, except) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.') || except.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? list(path, []) : [path];
  });
}

function hash(files, salt = '') {
  const sum = createHash('sha256').update(salt);
  for (const file of files.sort()) sum.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return sum.digest('hex');
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Runs a command with its output on our standard error, and keeps the end of it. What npm says about itself
 * and about requests that failed is held back: one sentence of ours says it.
 */
function run(command, args, env = {}, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let complaints = '';
    let failures = 0;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output = `${output}${line}\n`.slice(-20_000);
        if (UNREACHABLE.test(line) && ++failures === MANY_FAILURES) child.kill();
        if (failures > 0 || line.startsWith('npm ')) complaints += `${line}\n`;
        else process.stderr.write(`${line}\n`);
      });
    }
    child.on('error', (error) => reject(new Stop(`${command} could not be run: ${error.message}.`)));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output, complaints }));
  });
}

/** Runs the server in its own process group, so that Ctrl-C reaches it once: through us. */
function serve(args) {
  const child = spawn(nodeBinary(), [bundled, ...args], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
    // What the operator says stands behind ours, and wins.
    env: {
      NODE_COMPILE_CACHE: compiled,
      ...process.env,
      NODE_OPTIONS: `${heapOptions} ${process.env.NODE_OPTIONS ?? ''}`.trim(),
    },
  });
  let last = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal and npm both send the same one: within a second they mean one wish.
      if (Date.now() - last < 1_000) return;
      last = Date.now();
      child.kill(signal);
    });
  }
  // A signal to npm ends the shell that npm put between us, and nobody tells us.
  const { ppid } = process;
  const orphaned = () => process.ppid !== ppid && child.kill('SIGTERM');
  if (process.env.npm_lifecycle_event !== undefined) setInterval(orphaned, 500).unref();
  child.on('error', (error) => {
    say(`The server could not be run: ${error.message}.`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

export async function prepare({ client, server }) {
  try {
    await install();
    if (server) await buildServer();
    if (client) await buildClient();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    process.exit(1);
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await prepare({ client: true, server: true });
  serve(process.argv.slice(2));
}
