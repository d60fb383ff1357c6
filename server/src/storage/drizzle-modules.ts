/**
 * Finds the files of drizzle-orm without asking Node for their package. For every file it imports, Node 24 parses the
 * whole package.json again and keeps what it read (https://github.com/nodejs/node/pull/60425); drizzle-orm's has 179 KB,
 * and three threads load 400 to 600 of its files. Without this a server takes three times as much to start and 350 MB
 * more to run. It goes when Node does better.
 *
 * It must come before whatever imports drizzle-orm: as an import of `main.ts`, which loads the rest later, or by
 * `--import`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const inside = context.parentURL?.includes('/node_modules/drizzle-orm/') === true;
    // Its files are modules and name each other by file.
    if (!inside || !specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  },
});
