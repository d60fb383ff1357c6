/** Gives a card the focus once it is there, and brings it into view by the shortest way. */
export function focusShot(id: string, scroll: ScrollIntoViewOptions['block'] = 'nearest'): void {
  // A card that was just made or moved is drawn in the coming frame.
  requestAnimationFrame(() => {
    const card = shotElement(id);
    if (card === null) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: scroll, inline: 'nearest' });
  });
}

export function shotElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-shot="${CSS.escape(id)}"]`);
}
