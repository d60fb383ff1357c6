import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ClapperError } from '@clapper/protocol';
import { loadConfig, type Config } from './config.ts';
import { createLogger, type Logger } from './log.ts';
import type { Server } from './server.ts';
import './storage/drizzle-modules.ts';
import type { Storage } from './storage/storage.ts';
import { lanAddresses } from './tls/addresses.ts';

/** Open requests and sockets get this long after SIGTERM; supervisors kill after ten seconds. */
const STOP_WITHIN_MS = 5_000;
/** Bound to every interface, so reachable by each of its addresses. */
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const clientDir = fileURLToPath(new URL('client/dist', root));

try {
  const config = loadConfig(process.env);
  const log = createLogger({ level: config.logLevel, format: config.logFormat, to: process.stderr });
  const [command, ...args] = process.argv.slice(2);
  switch (command) {
    case undefined:
      await serve(config, log);
      break;
    case 'user': {
      const { runUserCommand } = await import('./admin/user.ts');
      console.log(await runUserCommand(args, config, log));
      break;
    }
    case 'backup': {
      const { runBackup } = await import('./admin/backup.ts');
      console.log(await runBackup(args, config, { version }));
      break;
    }
    case 'restore': {
      const { runRestore } = await import('./admin/restore.ts');
      console.log(await runRestore(args, config, { log }));
      break;
    }
    default:
      throw new ClapperError(
        'INVALID',
        `There is no command ${command}; there are: backup, restore and user.`,
      );
  }
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

async function serve(config: Config, log: Logger): Promise<void> {
  // Loaded when they are needed: a wrong setting is told at once, not after half a second.
  const [{ openStorage }, { createServer }, { openJournal, readJournal }, { journaledStorage }, { holdOn }] =
    await Promise.all([
      import('./storage/open.ts'),
      import('./server.ts'),
      import('./journal/journal.ts'),
      import('./journal/journaled-storage.ts'),
      import('./journal/hold-on.ts'),
    ]);
  const bare = await openStorage(config.databaseUrl, { log });
  let storage = bare;
  let server: Server | undefined;
  try {
    const held = await holdOn(bare, readJournal(config.dataDir)?.entries ?? [], Date.now());
    if (held.gone + held.ended > 0) log.error(held, 'server.oldDatabase');
    const journal = await openJournal(config.dataDir, log);
    storage = journaledStorage(bare, journal);
    const { restores } = journal;
    server = await createServer({ config, storage, restores, log, version, clientDir });
    // Asked before anybody is let in: a database that goes away after that is lived through, not died of.
    const [accounts, durability] = await Promise.all([storage.accounts.count(), storage.durability()]);
    const { url, port } = await server.start();
    onStopSignal(() => stop(server!, storage, log));
    announce(config, { url, port, isNew: accounts === 0 });
    log.info({ version, url, durability }, 'server.started');
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Standard output: where it listens, and below it what a person wants to know next. */
function announce(config: Config, { url, port, isNew }: { url: string; port: number; isNew: boolean }): void {
  console.log(`listening on ${url}`);
  const scheme = new URL(url).protocol;
  if (ANY_ADDRESS.has(config.host)) {
    for (const address of lanAddresses()) {
      console.log(
        `  on this network: ${scheme}//${address.includes(':') ? `[${address}]` : address}:${port}`,
      );
    }
  }
  if (config.tls.mode === 'local') console.log(`  to trust it on another device: open ${url}/ca there`);
  if (!existsSync(`${clientDir}/index.html`)) {
    console.log('  the app is not built, only the API is served: npm start builds it');
  }
  if (isNew) {
    const who = config.adminEmail === null ? 'the first account' : `the account of ${config.adminEmail}`;
    console.log(`  nobody has an account yet: ${who} becomes the system admin`);
  }
}

function onStopSignal(stopServer: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stopServer();
    });
  }
}

async function stop(server: Server, storage: Storage, log: Logger): Promise<void> {
  log.info({}, 'server.stopping');
  try {
    await server.close(STOP_WITHIN_MS);
    await storage.close();
    log.info({}, 'server.stopped');
    process.exit(0);
  } catch (error) {
    log.error({ error }, 'server.stopFailed');
    process.exit(1);
  }
}

/** What went wrong at the start, for the person at the terminal. */
function sentenceOf(error: unknown): string {
  if (error instanceof ClapperError) return error.message;
  const { code, port, address, message, stack } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use already: stop what uses it or set PORT.`;
    case 'EACCES':
      if (port === undefined) return message;
      return `Port ${port} may not be used by this account: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
      return `HOST ${address} is no address of this computer.`;
    case 'ENOTFOUND':
      return `HOST is no address: ${message}.`;
    default:
      return stack ?? message;
  }
}
