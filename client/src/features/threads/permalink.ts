import { useSearch } from '@tanstack/react-router';

/** The address of a thread on the page it is shown on. */
export function threadAddress(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  thread: string,
): string {
  return `${origin}${pathname}?${new URLSearchParams({ thread }).toString()}`;
}

/** The thread that the page's address asks for. */
export function useAskedThreadId(): string | null {
  const { thread } = useSearch({ strict: false }) as { thread?: unknown };
  return typeof thread === 'string' ? thread : null;
}
