import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { KINDS } from './src/registry.ts';
import { savedVersion } from './src/saved-versions.ts';
import { shapesMarkdown } from './src/shapes.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

/**
 * Writes SHAPES.md, and for each kind a document of the current schema version saved as
 * bytes. A saved one is history and never written again: later versions must still read it.
 */
writeFileSync(new URL('SHAPES.md', import.meta.url), shapesMarkdown());

for (const kind of Object.values(KINDS)) {
  if (kind.schemaVersion === 0) continue;
  const file = new URL(savedVersion(kind.kind, kind.schemaVersion), new URL('src/', import.meta.url));
  if (existsSync(file)) continue;
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, fixturesOf(kind)['filled']!);
}
