/** To the whole screen, or back from it. */
export function toggleFullscreen(element: HTMLElement | null): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  // Refused where the browser wants a gesture: then nothing changes.
  else element?.requestFullscreen().catch(() => undefined);
}
