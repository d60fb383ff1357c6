import { createStore } from '../../app/store.ts';

/** Whether the ledger of the pill is shown. */
export const ledgerOpened = createStore(false);
