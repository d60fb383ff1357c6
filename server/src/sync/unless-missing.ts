import { ClapperError } from '@clapper/protocol';

/** What a document that is not there would say. */
export async function unlessMissing<T>(reading: Promise<T>, none: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ClapperError && error.code === 'NOT_FOUND') return none;
    throw error;
  }
}
