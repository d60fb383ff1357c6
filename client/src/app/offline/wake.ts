/** What a push says: a title, a sentence, and where a click goes. A second one of the same `tag` takes the first's place. */
interface Message {
  title: string;
  body: string;
  language: string;
  tag: string;
  link: string;
}

/** What a page is told when one of these was clicked. */
export interface Open {
  type: 'open';
  link: string;
  tag: string;
}

/** As far as they are used here; the types at hand are those of pages. */
interface Window {
  focused: boolean;
  visibilityState: string;
  postMessage(message: Open): void;
  focus(): Promise<unknown>;
}
export interface Windows {
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly Window[]>;
  openWindow(link: string): Promise<unknown>;
}
interface Shower {
  showNotification(title: string, options: NotificationOptions): Promise<void>;
}
interface Clicked {
  data?: unknown;
  tag: string;
  close(): void;
}

/** Shown in any case: browsers take the permission from whoever is woken and says nothing. */
export async function show(text: string | undefined, windows: Windows, shower: Shower): Promise<void> {
  const { title, body, language, tag, link } = readMessage(text);
  const open = await windows.matchAll({ type: 'window', includeUncontrolled: true });
  await shower.showNotification(title, {
    body,
    lang: language,
    tag,
    icon: '/icons/clapper-192.png',
    // Who is looking at the app sees it there.
    silent: open.some(({ focused }) => focused),
    data: { link },
  });
}

/** Where it happened, in the window that is open if there is one. */
export async function follow(clicked: Clicked, windows: Windows): Promise<void> {
  clicked.close();
  const link = linkOf(clicked.data);
  const open = await windows.matchAll({ type: 'window', includeUncontrolled: true });
  const one =
    open.find(({ focused }) => focused) ??
    open.find(({ visibilityState }) => visibilityState === 'visible') ??
    open[0];
  if (one === undefined) await windows.openWindow(link);
  else {
    // Told, not sent there: a page that is loaded anew loses what stands in memory alone.
    one.postMessage({ type: 'open', link, tag: clicked.tag });
    await one.focus();
  }
}

/** Null: it is about something else. */
export function readOpen(data: unknown): Open | null {
  if (typeof data !== 'object' || data === null) return null;
  const { type, tag } = data as Partial<Open>;
  return type === 'open' && typeof tag === 'string' ? { type, tag, link: linkOf(data) } : null;
}

const INBOX = '/inbox';

function linkOf(data: unknown): string {
  const link = (data as { link?: unknown } | null | undefined)?.link;
  // Security: it leads into the app, whatever it says.
  return typeof link === 'string' && /^\/(?![/\\])/.test(link) ? link : INBOX;
}

function readMessage(text: string | undefined): Message {
  const read = parse(text);
  const words = (key: keyof Message) => (typeof read[key] === 'string' ? read[key] : '');
  return {
    title: words('title') || 'Clapper',
    body: words('body'),
    language: words('language'),
    tag: words('tag'),
    link: linkOf(read),
  };
}

function parse(text = ''): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // of another version: what it is about stands in the inbox
  }
}
