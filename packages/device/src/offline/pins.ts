import type { Setting } from '../rows.ts';
import type { Backend, Transaction } from '../transactions.ts';

/** What this device knows of a project apart from its documents. */
export interface Pin {
  project: string;
  /** The person's own word on whether it is kept for offline use; null: they never said. */
  choice: 'keep' | 'leave' | null;
  /** When its pages were last opened here; null: never. */
  lookedAt: number | null;
  /** The documents that the server named; null: it was not asked yet. */
  documents: string[] | null;
}

export type PinChange = Partial<Omit<Pin, 'project'>>;

/** All of them in one row: some hundred projects at most, read as a whole and changed one at a time. */
const NAME = 'pins';

export function newPin(project: string): Pin {
  return { project, choice: null, lookedAt: null, documents: null };
}

export async function readPins(backend: Backend): Promise<Pin[]> {
  return parse(await backend.read(['settings'], (tx) => tx.get('settings', NAME)));
}

/** In one transaction: another tab may change another project at the same moment. */
export async function changePin(tx: Transaction, project: string, change: PinChange): Promise<Pin[]> {
  const pins = parse(await tx.get('settings', NAME));
  const before = pins.find((pin) => pin.project === project) ?? newPin(project);
  const after = [...pins.filter((pin) => pin !== before), { ...before, ...change }];
  await tx.put('settings', { name: NAME, value: JSON.stringify(after) });
  return after;
}

function parse(row: Setting | undefined): Pin[] {
  return row === undefined ? [] : (JSON.parse(row.value) as Pin[]);
}
