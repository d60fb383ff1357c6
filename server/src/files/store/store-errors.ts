import { ClapperError } from '@clapper/protocol';

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** What went wrong with the place where blobs are kept. A wrong key stays the fault of ours that it is. */
export function asStoreError(error: unknown): Error {
  if (error instanceof ClapperError || error instanceof TypeError) return error;
  const full = codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
  return full
    ? new ClapperError('DISK_FULL', 'There is no room left where files are kept.', { cause: error })
    : new ClapperError('UNAVAILABLE', 'Files cannot be kept or read at the moment.', { cause: error });
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
