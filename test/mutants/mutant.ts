/** A small fault that breaks one rule of SPEC.md. The rule's tests must notice it. */
export interface Mutant {
  /** Such as `DU1`. */
  rule: string;
  /** What the fault is, in a few words. */
  fault: string;
  /** The file whose tests of the rule must notice, the fastest there is. */
  by: string;
  /** The file it is put into, from the repository's root. */
  file: string;
  /** Stands in the file exactly once. */
  from: string;
  to: string;
}

/** @throws Error when the file went on and the mutant did not: it would prove nothing. */
export function apply({ rule, file, from, to }: Mutant, source: string): string {
  const times = source.split(from).length - 1;
  if (times !== 1) throw new Error(`${rule}: ${file} holds ${JSON.stringify(from)} ${times} times, not once`);
  return source.replace(from, () => to);
}
