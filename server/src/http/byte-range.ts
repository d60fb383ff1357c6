/** Which bytes a `Range` header asks for; null: all of them. Several at once are answered with all, as one may. */
export function rangeOf(
  header: string | undefined,
  bytes: number,
  ifRange: string | undefined,
  etag: string,
): { from: number; to: number } | 'unsatisfiable' | null {
  // Of another state of it than the one they have a part of, they want all.
  if (header === undefined || (ifRange !== undefined && ifRange !== etag)) return null;
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'unsatisfiable' : { from: bytes - length, to: bytes - 1 };
  }
  const from = Number(first);
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < from) return null;
  return from >= bytes ? 'unsatisfiable' : { from, to };
}
