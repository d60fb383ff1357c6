import type { ErrorCode } from '@clapper/protocol';
import type { Transaction } from '../transactions.ts';
import type { Home } from './homes.ts';

/** What one repair did, for tabs that hold edits made before it: those know only the ids from before. */
export interface RepairStep {
  /** The generation it led to. */
  generation: number;
  reason: ErrorCode;
  /** Null: nothing of what waited is in the document any more. */
  homes: Home[] | null;
}

/** Another tab is behind by the moment in which it learns of a repair: by one step, or a few in a row. */
const STEPS_KEPT = 16;
/** Characters. Beyond it the edits of other tabs become kept edits: safe, only less fine. */
const STEPS_LENGTH = 1 << 20;

const nameOf = (document: string): string => `steps ${document}`;

export async function readSteps(tx: Transaction, document: string): Promise<RepairStep[]> {
  const row = await tx.get('settings', nameOf(document));
  return row === undefined ? [] : (JSON.parse(row.value) as RepairStep[]);
}

export async function addStep(tx: Transaction, document: string, step: RepairStep): Promise<void> {
  const steps = [...(await readSteps(tx, document)), step].slice(-STEPS_KEPT);
  let value = JSON.stringify(steps);
  if (value.length > STEPS_LENGTH) value = JSON.stringify([{ ...step, homes: null }]);
  await tx.put('settings', { name: nameOf(document), value });
}

/** The steps from one generation to another, or null when one of them is not known. */
export function stepsBetween(steps: readonly RepairStep[], from: number, to: number): RepairStep[] | null {
  const between = steps.filter(({ generation }) => generation > from && generation <= to);
  return between.length === to - from ? between : null;
}
