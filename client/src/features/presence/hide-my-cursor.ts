import { onRemembered, recall, remember } from '../../app/memory.ts';
import { createStore, type Store } from '../../app/store.ts';

const hidden = createStore(recall('presence.hideCursor') !== null);
onRemembered('presence.hideCursor', (value) => hidden.set(value !== null));

/** Whether others are not to see where one points: kept on this device, for all its tabs. */
export const cursorHidden: Store<boolean> = hidden;

export function hideCursor(hide: boolean): void {
  remember('presence.hideCursor', hide ? 'yes' : null);
  hidden.set(hide);
}
