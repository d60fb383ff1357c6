import type { ProjectCopy } from '@clapper/device';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { showErrorToast } from '../../ui/toast.tsx';
import { NOT_KEPT } from './offline-words.ts';

/** How much of a project is on this device, and the person's word on it. */
export function useOfflineCopy(project: string): {
  copy: ProjectCopy;
  keep: (keep: boolean) => Promise<void>;
} {
  const { offline } = useDevice();
  const errorText = useErrorText();
  const copy = useStore(offline.copies).get(project) ?? NOT_KEPT;
  const keep = async (keep: boolean) => {
    try {
      await offline.keep(project, keep);
    } catch (error) {
      showErrorToast(errorText(error));
    }
  };
  return { copy, keep };
}
