/** Shots out to tables, and in from tables and screenplays: `@clapper/documents/board-exchange`. Loaded where somebody exports or imports, and nowhere else. */
import type { ShotReading } from './proposal.ts';
import { readFdx } from './read-fdx.ts';
import { readFountain } from './read-fountain.ts';
import { readShotsCsv } from './shots-csv.ts';

export { importShots, planShots, type ChangingShotRow, type ShotRow } from './import-shots.ts';
export {
  SHOT_FILE_LIMITS,
  type ProposedFields,
  type ShotFileProblem,
  type ShotProposal,
  type ShotReading,
  type ShotTrouble,
} from './proposal.ts';
export { writeShotsCsv, type ShotTable } from './shots-csv.ts';

/** XML is Final Draft's whatever the file is called; a table is told by its name or its first line. */
export function readShots(file: string, name: string): ShotReading {
  const text = file.replace(/^\u{FEFF}/u, '').trimStart();
  if (text.startsWith('<')) return readFdx(file);
  if (/\.(csv|tsv)$/i.test(name)) return readShotsCsv(file);
  if (/\.(fountain|spmd)$/i.test(name)) return readFountain(file);
  const table = readShotsCsv(file);
  return table.ok ? table : readFountain(file);
}
