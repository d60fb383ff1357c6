import { useState } from 'react';
import { useErrorText } from '../../app/errors.ts';
import { showErrorToast } from '../../ui/toast.tsx';

/** What a dialog's button saves: whether it is being made; `onDone` when it is, else a toast says why it is not. */
export function useSaving(make: () => Promise<void>, onDone: () => void): [boolean, () => Promise<void>] {
  const errorText = useErrorText();
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await make();
      onDone();
    } catch (error) {
      showErrorToast(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  return [saving, save];
}
