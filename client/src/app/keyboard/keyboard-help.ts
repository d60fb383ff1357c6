import { createStore } from '../store.ts';

/** Whether the keys are shown. */
export const keyboardHelp = createStore(false);

export function openKeyboardHelp(): void {
  keyboardHelp.set(true);
}
