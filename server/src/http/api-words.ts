import { ClapperError } from '@clapper/protocol';

/** Runs it; what it refuses is named by the fields of the API instead of those of documents. */
export async function inWordsOfTheApi<T>(
  fields: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ClapperError) || error.details === undefined) throw error;
    const details = error.details.map(({ field, code }) => ({ field: fields[field] ?? field, code }));
    throw new ClapperError(error.code, error.message, { details, cause: error });
  }
}
