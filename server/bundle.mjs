// Writes the server and its threads into a few files of plain JavaScript, which `npm start` serves: the nine hundred of
// which they are made take Node longer to find and to read than to run. `server/src/main.ts` runs without it.
import { rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const from = fileURLToPath(new URL('./src/', import.meta.url));
const to = fileURLToPath(new URL('./dist/', import.meta.url));

/** These stay packages: they are for one kind of machine, look for files beside them, or are loaded where they are used. */
const PACKAGES = [
  '@aws-sdk/client-s3',
  '@node-rs/argon2',
  '@peculiar/x509',
  'better-sqlite3',
  'mediabunny',
  'nodemailer',
  'pino',
  'reflect-metadata',
  'sharp',
  'thumbhash',
];

/** Files are named by where they are from whoever names them: threads are written here too, all else stays where it is. */
const NAMED = /new URL\('(\.[^']*)', import\.meta\.url\)/g;

const namesFromHere = {
  name: 'names-from-here',
  transform(code, id) {
    if (!id.startsWith(from)) return null;
    return code.replace(NAMED, (_whole, path) => {
      const named = join(dirname(id), path);
      if (!path.endsWith('.ts')) return `new URL('${relative(to, named)}/', import.meta.url)`;
      const fileName = basename(named).replace(/ts$/, 'js');
      this.emitFile({ type: 'chunk', id: named, fileName });
      return `new URL('./${fileName}', import.meta.url)`;
    });
  },
};

const bundle = await rolldown({
  input: join(from, 'main.ts'),
  platform: 'node',
  external: PACKAGES,
  plugins: [namesFromHere],
});
rmSync(to, { recursive: true, force: true });
await bundle.write({ dir: to, format: 'esm' });
