import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { board } from './board.ts';
import { browser } from './browser.ts';
import { cursors } from './cursors.ts';
import { drawing } from './drawing.ts';
import { ceiling, fanOut } from './fan-out.ts';
import { find } from './find.ts';
import { http } from './http.ts';
import { inspection } from './inspect.ts';
import { join } from './join.ts';
import { large } from './large.ts';
import { memory } from './memory.ts';
import { open } from './open.ts';
import { presence } from './presence.ts';
import { reconnect } from './reconnect.ts';
import { table, type Row } from './report.ts';
import { reviewRoom } from './review-room.ts';
import { stalled } from './stalled.ts';
import { within } from './within.ts';

// npm run bench [-- NAME…] [--json FILE]: prints one table. Run it on a quiet machine: every figure is a ratio to
// what stood beside it in the same run, or has room to its bar.
const BENCHES: Record<string, () => Promise<Row[]>> = {
  'fan-out': fanOut,
  ceiling,
  presence,
  cursors,
  open,
  join,
  stalled,
  reconnect,
  memory,
  inspect: inspection,
  api: http,
  client: browser,
  room: reviewRoom,
  large,
  board,
  drawing,
  find,
};

/** None takes half as long. */
const LONGEST_MS = 15 * 60_000;

const args = process.argv.slice(2);
const at = args.indexOf('--json');
const file = at === -1 ? null : args.splice(at, 2)[1];
const unknown = args.filter((name) => !(name in BENCHES));
if (unknown.length > 0 || file === undefined) {
  console.error(`npm run bench [-- ${Object.keys(BENCHES).join(' | ')}] [--json FILE]`);
  process.exit(2);
}
const rows: Row[] = [];
const failures: string[] = [];
for (const name of args.length > 0 ? args : Object.keys(BENCHES)) {
  console.error(`${name} …`);
  try {
    rows.push(...(await within(LONGEST_MS, 'it to end', BENCHES[name]!())));
  } catch (error) {
    // The others are measured all the same.
    console.error(error);
    failures.push(`${name} was not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
console.log(`${table(rows)}\n\n${machine}`);
for (const failure of failures) console.log(failure);
if (file !== null) writeFileSync(file, JSON.stringify({ machine, rows, failures }, null, 2));
process.exit(failures.length === 0 ? 0 : 1);
