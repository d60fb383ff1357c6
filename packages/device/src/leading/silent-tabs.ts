import type { Logger } from '../environment.ts';
import type { Leader } from './leader.ts';

interface Watch {
  isAlive(tab: string): Promise<boolean>;
  /** Whose tabs they are; null when this tab does not lead any more. */
  leader(): Leader | null;
  /** A tab is gone that may have left edits behind which it told nobody of. */
  gone(tab: string): void;
  log: Logger;
}

/** Of tabs that were not heard of for a while: who is still there is told on, who is gone is let go. */
export async function lookForSilent(tabs: readonly string[], watch: Watch): Promise<void> {
  const lookFor = async (tab: string): Promise<void> => {
    try {
      const alive = await watch.isAlive(tab);
      const leader = watch.leader();
      if (leader === null) return;
      if (alive) return leader.heard(tab);
      leader.gone(tab);
      watch.gone(tab);
    } catch (error) {
      watch.log.warn({ error }, 'device.tabUnknown');
    }
  };
  await Promise.all(tabs.map(lookFor));
}
