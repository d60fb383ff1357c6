/** The address of a thread on the page it is shown on. */
export function threadAddress(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  thread: string,
): string {
  return `${origin}${pathname}?${new URLSearchParams({ thread }).toString()}`;
}

/** The thread an address asks for. */
export function askedThread(search: string): string | null {
  return new URLSearchParams(search).get('thread');
}
