import { useMemo } from 'react';
import { countWaiting, useUploads } from '../files/files-context.ts';
import type { FilesToSend } from './words.ts';

export function useFilesToSend(): FilesToSend {
  const uploads = useUploads();
  const waiting = countWaiting(uploads);
  const refused = uploads.waiting.filter(({ state }) => state === 'refused').length;
  return useMemo(() => ({ waiting, refused }), [waiting, refused]);
}
