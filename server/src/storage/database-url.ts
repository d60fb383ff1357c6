import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClapperError } from '@clapper/protocol/errors';

/** Which driver `DATABASE_URL` asks for. @throws ClapperError INVALID */
export function schemeOf(databaseUrl: string): 'file' | 'postgres' {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(databaseUrl)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'file':
      return 'file';
    case 'postgres':
    case 'postgresql':
      return 'postgres';
    default:
      // The address may hold a password: it is not repeated.
      throw new ClapperError('INVALID', 'DATABASE_URL must start with file: or postgres://.');
  }
}

export function filePath(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  const path = url.slice('file:'.length);
  if (path === '') throw new ClapperError('INVALID', 'DATABASE_URL names no file after file:.');
  return resolve(path);
}
