/** What is waited for, unless it takes longer: then it fails, with a sentence. */
export async function within<T>(ms: number, what: string, waited: Promise<T>): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`waited ${ms / 1_000} s for ${what}`)), ms);
  });
  // What is given up may still fail, when nobody listens any more.
  waited.catch(() => undefined);
  try {
    return await Promise.race([waited, late]);
  } finally {
    clearTimeout(limit);
  }
}
