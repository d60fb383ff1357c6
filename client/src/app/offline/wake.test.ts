import { expect, test } from 'vitest';
import { follow, readOpen, show, type Open, type Windows } from './wake.ts';

interface Page {
  focused?: boolean;
  visible?: boolean;
  told: Open[];
}

function windows(...pages: Page[]): Windows & { opened: string[] } {
  const opened: string[] = [];
  return {
    opened,
    matchAll: async () =>
      pages.map(({ focused = false, visible = false, told }) => ({
        focused,
        visibilityState: visible ? 'visible' : 'hidden',
        postMessage: (message: Open) => told.push(message),
        focus: async () => undefined,
      })),
    openWindow: async (link) => opened.push(link),
  };
}

const message = {
  title: '밤 촬영',
  body: 'Jun님이 회원님을 언급했습니다',
  language: 'ko',
  tag: 'one',
  link: '/p/1/plan?thread=2',
};

async function shown(text: string | undefined, ...pages: Page[]): Promise<[string, NotificationOptions]> {
  const said: [string, NotificationOptions][] = [];
  const showNotification = async (title: string, options: NotificationOptions) => {
    said.push([title, options]);
  };
  await show(text, windows(...pages), { showNotification });
  expect(said).toHaveLength(1);
  return said[0]!;
}

test('what it says is shown, and without a sound to who is looking at the app', async () => {
  const [title, options] = await shown(JSON.stringify(message), { visible: true, told: [] });
  expect([title, options]).toMatchObject([
    message.title,
    { body: message.body, lang: 'ko', tag: 'one', silent: false, data: { link: message.link } },
  ]);
  const [, quiet] = await shown(JSON.stringify(message), { focused: true, told: [] });
  expect(quiet.silent).toBe(true);
});

test.each([undefined, '', 'not JSON', 'null', '[]', '{"title":7,"link":"https://evil.example/"}'])(
  'of what cannot be read (%j) the inbox tells more',
  async (text) => {
    const [title, options] = await shown(text);
    expect([title, options.body, options.data]).toEqual(['Clapper', '', { link: '/inbox' }]);
  },
);

test('a click opens the place in the window one sees, else in any, else in a new one', async () => {
  const clicked = { data: { link: message.link }, tag: 'one', close: () => undefined };
  const [hidden, visible, focused]: Page[] = [
    { told: [] },
    { visible: true, told: [] },
    { focused: true, told: [] },
  ];
  await follow(clicked, windows(hidden!, visible!, focused!));
  expect([hidden!.told, visible!.told, focused!.told]).toEqual([
    [],
    [],
    [{ type: 'open', link: message.link, tag: 'one' }],
  ]);
  await follow(clicked, windows(hidden!, visible!));
  expect([hidden!.told.length, visible!.told.length]).toEqual([0, 1]);
  await follow(clicked, windows(hidden!));
  expect(hidden!.told).toHaveLength(1);
  const none = windows();
  await follow(clicked, none);
  expect(none.opened).toEqual([message.link]);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  7,
  undefined,
])('no click leads out of the app: %j', (link) => {
  expect(readOpen({ type: 'open', tag: 'one', link })?.link).toBe('/inbox');
});

test('a message about something else opens nothing', () => {
  expect([readOpen('serve me'), readOpen(null), readOpen({ type: 'CACHE_UPDATED', tag: 'x' })]).toEqual([
    null,
    null,
    null,
  ]);
});
