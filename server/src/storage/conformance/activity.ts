import { newId } from '@clapper/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActivityRow, NewActivity, ProjectRow, Storage, User } from '../storage.ts';
import { bytes, EPOCH, givenDocument, givenMember, givenProject, givenUser, NOW, row } from './given.ts';

export function activityConforms(storageOf: () => Storage): void {
  describe('activity', () => {
    let storage: Storage;
    beforeAll(() => (storage = storageOf()));

    interface Given {
      project: ProjectRow;
      user: User;
      document: string;
      /** What is written with an edit, by default by the owner, of a shot. */
      act(at: number, rest?: Partial<NewActivity>): NewActivity;
      write(...activity: NewActivity[]): Promise<void>;
      all(): Promise<ActivityRow[]>;
    }

    async function given(): Promise<Given> {
      const user = await givenUser(storage);
      const project = await givenProject(storage, user.id);
      const document = await givenDocument(storage, { project: project.id });
      return {
        project,
        user,
        document,
        act: (at, rest = {}) => ({
          id: newId(),
          project: project.id,
          user: user.id,
          type: 'edited',
          targetType: 'shot',
          target: newId(),
          event: JSON.stringify({ name: '안녕 \0 \ud800' }),
          at,
          until: at,
          count: 1,
          ...rest,
        }),
        async write(...activity) {
          const [result] = await storage.documents.append([
            { document, epoch: EPOCH, rows: [row(bytes(1))], activity },
          ]);
          expect(result).toMatchObject({ ok: true });
        },
        all: () => storage.activity.list(project.id, {}, 100),
      };
    }

    /** What of it waits to be told. */
    const waiting = async ({ project }: Given) =>
      (await storage.activity.untold(10_000)).filter((one) => one.project === project.id);

    const named = (rows: NewActivity[], userName = 'Nick') => rows.map((one) => ({ ...one, userName }));

    it('[ST120] is there with the rows of the document that it tells of', async () => {
      const world = await given();
      const [first, second] = [world.act(NOW), world.act(NOW + 1)];
      await world.write(first, second);
      expect(await world.all()).toEqual(named([second, first]));
    });

    it('[ST120] is not there when its rows are not', async () => {
      const world = await given();
      const entry = { document: world.document, rows: [row(bytes(1))], activity: [world.act(NOW)] };
      const gone = { ...entry, epoch: EPOCH, document: `${newId()}/board` };
      const other = { ...entry, epoch: newId() };
      const fine = world.act(NOW);
      const results = await storage.documents.append([
        gone,
        other,
        { ...entry, epoch: EPOCH, activity: [fine] },
      ]);
      expect(results.map(({ ok }) => ok)).toEqual([false, false, true]);
      expect(await world.all()).toEqual(named([fine]));
    });

    it('[ST120] goes with the project', async () => {
      const [world, other] = [await given(), await given()];
      await world.write(world.act(NOW));
      await other.write(other.act(NOW));
      await storage.projects.remove(world.project.id, NOW);
      expect(await world.all()).toEqual([]);
      expect(await waiting(world)).toEqual([]);
      expect(await other.all()).toHaveLength(1);
    });

    it('[ST121] a burst counts up, never down, and brings nothing back', async () => {
      const world = await given();
      const burst = world.act(NOW);
      await world.write(burst);
      const { id } = burst;
      const at = (count: number) => ({ id, event: `{"count":${count}}`, until: NOW + count, count });
      await storage.activity.countUp([at(14), { ...at(3), id: newId() }]);
      await storage.activity.countUp([at(7)]);
      expect(await world.all()).toEqual(named([{ ...burst, ...at(14) }]));
      await storage.activity.countUp([]);
    });

    it('[ST122] lists the newest first, by when it last went on, page after page', async () => {
      const world = await given();
      const acts = [3, 1, 2, 2, 0].map((at) => world.act(NOW + at));
      await world.write(...acts);
      const burst = { ...acts[4]!, until: NOW + 9, count: 2 };
      await storage.activity.countUp([burst]);
      const all = await world.all();
      expect(all.map(({ until }) => until - NOW)).toEqual([9, 3, 2, 2, 1]);
      const paged: ActivityRow[] = [];
      for (;;) {
        const page = await storage.activity.list(world.project.id, { after: paged.at(-1) }, 2);
        if (page.length === 0) break;
        expect(page.length).toBeLessThanOrEqual(2);
        paged.push(...page);
      }
      expect(paged).toEqual(all);
    });

    it('[ST122] lists what one person did, and what was done to one sort of thing; of nobody who is gone a name', async () => {
      const world = await given();
      const other = await givenMember(storage, world.project, 'editor');
      const gone = newId();
      await world.write(
        world.act(NOW + 1),
        world.act(NOW + 2, { user: other.id }),
        world.act(NOW + 3, { user: other.id, targetType: 'event' }),
        world.act(NOW + 4, { user: gone }),
      );
      const { id } = world.project;
      const seen = async (filter: Parameters<Storage['activity']['list']>[1]) =>
        (await storage.activity.list(id, filter, 100)).map(({ until }) => until - NOW);
      expect(await seen({ user: other.id, targetType: 'shot' })).toEqual([2]);
      expect(await seen({ targetType: 'event' })).toEqual([3]);
      expect((await storage.activity.list(id, { user: gone }, 1))[0]?.userName).toBe('');
    });

    it('[ST126] tells how much each did, span by span, by when it was begun', async () => {
      const world = await given();
      const other = await givenMember(storage, world.project, 'editor', NOW - 1);
      const gone = newId();
      const [first, second] = [newId(), newId()];
      await world.write(
        world.act(NOW - 1),
        world.act(NOW, { target: first, until: NOW + 15, count: 3 }),
        world.act(NOW + 9, { target: second, count: 4 }),
        world.act(NOW + 10, { target: first }),
        world.act(NOW + 19, { target: first, user: other.id, type: 'moved' }),
        world.act(NOW + 19, { target: first, user: gone }),
        world.act(NOW + 20),
      );
      const spans = [
        { from: NOW, to: NOW + 10 },
        { from: NOW + 10, to: NOW + 20 },
      ];
      const [{ id: project }, { id: user }] = [world.project, world.user];
      const tally = await storage.activity.tally(project, spans);
      const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      expect(tally.spans.toSorted(byText)).toEqual(
        [
          { span: 0, user, type: 'edited', count: 7 },
          { span: 1, user, type: 'edited', count: 1 },
          { span: 1, user: other.id, type: 'moved', count: 1 },
          { span: 1, user: gone, type: 'edited', count: 1 },
        ].toSorted(byText),
      );
      const shot = { targetType: 'shot' } as const;
      expect(tally.targets.toSorted(byText)).toEqual(
        [
          { user, userName: 'Nick', type: 'edited', ...shot, target: first, count: 4 },
          { user, userName: 'Nick', type: 'edited', ...shot, target: second, count: 4 },
          { user: other.id, userName: 'Nick', type: 'moved', ...shot, target: first, count: 1 },
          { user: gone, userName: '', type: 'edited', ...shot, target: first, count: 1 },
        ].toSorted(byText),
      );
      expect(await storage.activity.tally(project, [])).toEqual({ spans: [], targets: [], resolved: [] });
      expect(await storage.activity.tally(newId(), spans)).toEqual({ spans: [], targets: [], resolved: [] });
    });

    it('[ST126] tells how long threads were open that are resolved since', async () => {
      const world = await given();
      const said = (at: number, type: NewActivity['type'], target: string) =>
        world.act(NOW + at, { type, target, targetType: 'thread' });
      const [done, again, twice, open, before, old] = Array.from({ length: 6 }, () => newId());
      await world.write(
        said(-5, 'commented', done!),
        said(-4, 'replied', done!),
        said(3, 'resolved', done!),
        // Opened again, within the time and after it.
        ...[said(0, 'commented', again!), said(1, 'resolved', again!), said(12, 'reopened', again!)],
        ...[said(0, 'commented', twice!), said(1, 'resolved', twice!)],
        ...[said(2, 'reopened', twice!), said(9, 'resolved', twice!)],
        said(0, 'commented', open!),
        ...[said(-3, 'commented', before!), said(-1, 'resolved', before!)],
        // Its beginning is forgotten.
        said(4, 'resolved', old!),
      );
      const { resolved } = await storage.activity.tally(world.project.id, [{ from: NOW, to: NOW + 10 }]);
      expect(resolved.toSorted((a, b) => a.resolvedAt - b.resolvedAt)).toEqual([
        { thread: done, openedAt: NOW - 5, resolvedAt: NOW + 3 },
        { thread: twice, openedAt: NOW, resolvedAt: NOW + 9 },
      ]);
    });

    it('[ST123] waits until it was told, and again when it went on', async () => {
      const world = await given();
      const [first, second] = [world.act(NOW), world.act(NOW + 1)];
      await world.write(second, first);
      expect(await waiting(world)).toEqual(named([first, second]));
      expect(await storage.activity.untold(1)).toHaveLength(1);
      await storage.activity.told([first, second]);
      expect(await waiting(world)).toEqual([]);
      const more = { ...first, until: NOW + 5, count: 2 };
      await storage.activity.countUp([more]);
      // Whoever was told of the first only.
      await storage.activity.told([first]);
      expect(await waiting(world)).toEqual(named([more]));
      await storage.activity.told([more]);
      expect(await waiting(world)).toEqual([]);
    });

    it('[ST124] forgets what ended long ago and was told', async () => {
      const world = await given();
      const [old, untold, young] = [world.act(10), world.act(11), world.act(NOW)];
      await world.write(old, untold, young);
      await storage.activity.told([old, young]);
      expect(await storage.activity.prune(12)).toBeGreaterThan(0);
      expect(await storage.activity.prune(12)).toBe(0);
      expect((await world.all()).map(({ id }) => id)).toEqual([young.id, untold.id]);
    });

    it('[ST125] tells who came, got another role, asked for one and went', async () => {
      const { project, user: owner, all } = await given();
      const member = await givenMember(storage, project, 'viewer', NOW + 1);
      await storage.projects.changeRole(project.id, owner.id, member.id, 'editor', NOW + 2);
      await storage.projects.requestAccess(project.id, member.id, 'editor', NOW + 3);
      await storage.projects.changeRole(project.id, member.id, member.id, null, NOW + 4);
      const other = await givenMember(storage, project, 'reviewer', NOW + 5);
      await storage.projects.changeRole(project.id, owner.id, other.id, null, NOW + 6);
      const refused = await storage.projects.changeRole(project.id, owner.id, owner.id, 'viewer', NOW + 7);
      expect(refused.ok).toBe(false);
      const told = (await all()).toReversed().map((one) => ({
        ...one,
        event: JSON.parse(one.event) as { detail: unknown; target: unknown },
      }));
      const target = { type: 'member', id: member.id, name: 'Nick' };
      expect(told.map(({ user, type, at, event }) => [user, type, at - NOW, event.detail])).toEqual([
        [member.id, 'memberJoined', 1, { role: 'viewer' }],
        [owner.id, 'roleChanged', 2, { from: 'viewer', to: 'editor' }],
        [member.id, 'accessRequested', 3, { role: 'editor' }],
        [member.id, 'memberLeft', 4, { role: 'editor' }],
        [other.id, 'memberJoined', 5, { role: 'reviewer' }],
        [owner.id, 'memberRemoved', 6, { role: 'reviewer' }],
      ]);
      expect(told[0]).toMatchObject({ target: member.id, targetType: 'member', event: { target } });
    });
  });
}
