import type { Environment, Logger } from './environment.ts';

/**
 * Asks the browser not to clear this site's storage when the disk runs low. Browsers decide by
 * themselves, some ask the person: so it waits until there is an edit worth keeping, and asks once.
 */
export function createPersistence(environment: Environment, log: Logger): { ask(): void } {
  let asked = false;
  return {
    ask() {
      const { storageManager } = environment;
      if (asked || storageManager === null) return;
      asked = true;
      storageManager
        .persisted()
        .then((already) => already || storageManager.persist())
        .then(
          (granted) => log.info({ granted }, 'device.persist'),
          (error: unknown) => log.warn({ error }, 'device.persistFailed'),
        );
    },
  };
}
