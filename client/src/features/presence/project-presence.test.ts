import { Awareness } from 'y-protocols/awareness';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { attentionOf, AWAY_AFTER_MS, HIDDEN_AFTER_MS, IDLE_AFTER_MS } from './attention.ts';
import { personColor } from './colors.ts';
import { NOTHING, readDoing, type Doing } from './doing.ts';
import { leaderOf } from './follow.ts';
import { outlineRules } from './outlines.ts';
import { createPlane } from './plane.ts';
import { peopleOf, readTabs, type PersonTab } from './project-people.ts';

function set(awareness: Awareness, clientId: number, state: Record<string, unknown>, movedAt = 0): void {
  awareness.states.set(clientId, state);
  awareness.meta.set(clientId, { clock: 1, lastUpdated: movedAt });
  awareness.emit('change', [{ added: [], updated: [clientId], removed: [] }, 'server']);
}

const ana = { id: 'a', name: 'Ana' };
const ben = { id: 'b', name: 'Ben' };

describe('what another tab says of itself', () => {
  test('is read as it was said', () => {
    const doing: Doing = {
      page: 'board',
      at: { type: 'shot', id: 's-1', label: '7' },
      attention: 'idle',
      cursor: { on: 'shot:s-1', block: null, x: 0.5, y: 0.25 },
      view: { on: 'stage:x', block: 3, x: 0, y: 1 },
      typing: 't',
      following: 'b',
    };
    expect(readDoing({ ...doing, user: ana })).toEqual(doing);
    expect(readDoing({})).toEqual(NOTHING);
  });

  test.each([
    ['names that are no names', { page: 7, typing: {}, following: 'x'.repeat(101), attention: 'gone' }],
    ['a place of no kind', { at: { type: 'planet', id: 'x', label: '1' } }],
    ['a place that would end a style rule', { at: { type: 'shot', id: 'x"]{}', label: '1' } }],
    [
      'points that are nowhere',
      { cursor: { on: 'shot:x', x: Infinity, y: 0 }, view: { on: 'shot:x', x: 9, y: 0 } },
    ],
  ])('and leaves out %s', (_, state) => {
    expect(readDoing(state)).toEqual(NOTHING);
  });
});

test('attention: idle after two minutes, away after ten or behind another tab, but not at a flick', () => {
  expect(attentionOf(IDLE_AFTER_MS - 1, null)).toBe('here');
  expect(attentionOf(IDLE_AFTER_MS, null)).toBe('idle');
  expect(attentionOf(AWAY_AFTER_MS, null)).toBe('away');
  expect(attentionOf(0, HIDDEN_AFTER_MS - 1)).toBe('here');
  expect(attentionOf(0, HIDDEN_AFTER_MS)).toBe('away');
});

describe('the people of a project', () => {
  test('are each there once: the tab that is looked at counts, then the one that moved last', () => {
    const info = new Awareness(new Y.Doc());
    const plan = new Awareness(new Y.Doc());
    set(info, 1, { user: ana, page: 'plan', attention: 'away' }, 30);
    set(info, 2, { user: ana, page: 'board' }, 10);
    set(info, 3, { user: ana, page: 'members' }, 20);
    set(info, 4, { user: { id: 'me', name: 'Me' }, page: 'plan' }, 40);
    set(plan, 5, { user: ben, cursor: {} }, 50);
    set(plan, 6, { user: ana }, 60);
    const tabs = readTabs([info, plan], 'me');
    expect([...tabs.values()].map(({ id, doing }) => [id, doing.page])).toEqual([
      ['a', 'members'],
      ['b', null],
    ]);
  });

  test('change for React when they go somewhere, and not when a cursor moves', () => {
    const info = new Awareness(new Y.Doc());
    const plane = createPlane('me');
    expect(plane.someone.get()).toBe(false);
    plane.attach([info]);
    set(info, 1, { user: ana, page: 'plan' });
    expect(plane.someone.get()).toBe(true);
    const people = peopleOf(plane);
    const first = people.get();
    for (let x = 0; x < 10; x++)
      set(info, 1, { user: ana, page: 'plan', cursor: { on: 'page:plan', block: null, x: x / 10, y: 0 } });
    expect(people.get()).toBe(first);
    set(info, 1, { user: ana, page: 'board' });
    expect(people.get()).not.toBe(first);
  });

  test('are guests too, of the video that is on the screen, for as long as it is', () => {
    const [info, review] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
    const plane = createPlane('me');
    plane.attach([info]);
    set(review, 1, { user: ben, guest: true });
    const people = peopleOf(plane);
    const leave = plane.join(review);
    expect(plane.someone.get()).toBe(true);
    expect(people.get()).toMatchObject([{ id: 'b', guest: true }]);
    leave();
    expect(people.get()).toEqual([]);
  });

  test('hear what one says in one state, also when the document is another one after a repair', () => {
    const [before, after] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
    const plane = createPlane('me');
    const detach = plane.attach([before]);
    plane.say({ page: 'plan' });
    plane.say({ typing: 't' });
    expect(before.getLocalState()).toEqual({ page: 'plan', typing: 't' });
    let said = 0;
    before.on('update', () => (said += 1));
    plane.say({ page: 'plan' });
    expect(said).toBe(0);
    detach();
    plane.attach([after]);
    expect(after.getLocalState()).toEqual({ page: 'plan', typing: 't' });
    plane.leave();
    expect(after.getLocalState()).toBeNull();
  });
});

describe('following', () => {
  const tab = (id: string, following: string | null): [string, PersonTab] => [
    id,
    { id, name: id, guest: false, doing: { ...NOTHING, following } },
  ];

  test('goes to the end of who follows whom', () => {
    const tabs = new Map([tab('a', 'b'), tab('b', 'c'), tab('c', null)]);
    expect(leaderOf(tabs, 'a')?.id).toBe('c');
    expect(leaderOf(tabs, 'c')?.id).toBe('c');
  });

  test('stands still where nobody leads: they are gone, or go in a circle', () => {
    expect(leaderOf(new Map([tab('a', 'gone')]), 'a')).toBeNull();
    expect(leaderOf(new Map([tab('a', 'b'), tab('b', 'a')]), 'a')).toBeNull();
  });
});

test('outlines: each element once, in the colour of one person', () => {
  const at = (type: 'stage' | 'event', id: string) => ({ ...NOTHING, at: { type, id, label: '' } });
  const rules = outlineRules([
    { id: 'b', doing: at('stage', 'x') },
    { id: 'a', doing: at('stage', 'x') },
    { id: 'c', doing: at('event', 'e') },
  ]);
  expect(rules.split('\n')).toHaveLength(2);
  expect(rules).toContain(
    `[data-presence-outline="stage:x"]:not(:focus-visible){outline:2px solid light-dark(${personColor('a', 'light').color}`,
  );
  expect(rules).toContain('[data-presence-outline="event:e"]');
});
