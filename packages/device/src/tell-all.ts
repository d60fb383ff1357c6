/**
 * Calls what others have registered. One that throws keeps nobody else from being told, and the device from nothing
 * that it has to do after it; the page's own handler of errors hears of it.
 */
export function tellAll(listeners: Iterable<() => void>): void {
  for (const listener of [...listeners]) {
    try {
      listener();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
