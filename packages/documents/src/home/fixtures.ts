import * as Y from 'yjs';
import { ROLES } from '@clapper/access';
import { api } from '@clapper/protocol';
import { demoProject } from '../demo/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import type { HomeFacts, HomeNotification, HomeProject } from './reads.ts';
import { NOTIFICATION_TYPES, PLACE_TYPES } from './schema.ts';
import { markNotifications, markThreads, setFollow, setPreferences, writeHome } from './writes.ts';

export function homeFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, (doc) => fill(doc, facts(3, 15))),
    many: fixtureUpdate(null, (doc) => fill(doc, facts(300, 200))),
    broken: fixtureUpdate(null, (doc) => {
      fill(doc, facts(2, 4));
      doc.getMap('projects').set('list', ['a record that is no map']);
      doc.getMap('projects').set('nameless', new Y.Map([['role', 'owner']]));
      doc.getMap<Y.Map<unknown>>('projects').get(FIXTURE_FACTS.project)?.set('deadline', 'soon');
      doc.getMap<Y.Map<unknown>>('notifications').get(derivedId('notification', 1))?.set('type', 'telepathy');
      doc.getMap('marks').set('nobody’s', { state: 'read', upTo: 1 });
      doc.getMap('readings').set(`a/${FIXTURE_PERSON.by}`, { upTo: 'yesterday', notes: 1 });
      doc.getMap('preferences').set('mail', 'by pigeon');
    }),
  };
}

function fill(doc: Y.Doc, all: HomeFacts): void {
  writeHome(doc, all, 'fixture');
  const { by } = FIXTURE_PERSON;
  markNotifications(doc, by, all.notifications.slice(2, 4), 'read', 'fixture');
  markNotifications(doc, by, all.notifications.slice(4, 5), 'archived', 'fixture');
  const seen = Array.from({ length: all.projects.length }, (_, index) => derivedId('thread', index));
  const reading = { upTo: FIXTURE_PERSON.at, notes: 2 };
  markThreads(doc, FIXTURE_PERSON, new Map(seen.map((thread) => [thread, reading])), 'fixture');
  setFollow(doc, by, { type: 'project', id: FIXTURE_FACTS.project }, 'follow', 'fixture');
  setFollow(doc, by, { type: 'shot', id: derivedId('shot', 1) }, 'mute', 'fixture');
  setPreferences(doc, { mail: 'daily' }, 'fixture');
}

function facts(projects: number, notifications: number): HomeFacts {
  const { name } = demoProject(FIXTURE_FACTS.language);
  return {
    projects: Array.from({ length: projects }, (_, index): HomeProject => {
      return {
        id: index === 0 ? FIXTURE_FACTS.project : derivedId('project', index),
        name: index === 0 ? name : `${name} ${index + 1}`,
        role: ROLES[index % ROLES.length]!,
        status: api.PROJECT_STATUSES[index % api.PROJECT_STATUSES.length]!,
        deadline: index % 2 === 0 ? '2026-12-18' : null,
        progress: index % 3 === 2 ? null : (index * 17) % 101,
        updatedAt: FIXTURE_PERSON.at - index * 60_000,
      };
    }),
    notifications: Array.from({ length: notifications }, (_, index): HomeNotification => {
      return {
        id: derivedId('notification', index),
        type: NOTIFICATION_TYPES[index % NOTIFICATION_TYPES.length]!,
        project: FIXTURE_FACTS.project,
        by: { id: derivedId('person', index % 3), name: '이서진' },
        count: 1 + (index % 4),
        place: { type: PLACE_TYPES[index % PLACE_TYPES.length]!, id: derivedId('place', index) },
        thread: index % 3 === 0 ? derivedId('thread', index) : null,
        picture: index % 6 === 0,
        label: '첫 방울',
        detail: '',
        at: FIXTURE_PERSON.at - index * 60_000,
        cancelled: null,
      };
    }),
  };
}
