/** Does something a while after it was asked for, once for all who asked meanwhile: hundreds of pictures pass by in one scroll. */
export function nowAndThen(act: () => Promise<void>, ms: number): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  return {
    ask() {
      if (stopped) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void act();
      }, ms);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
