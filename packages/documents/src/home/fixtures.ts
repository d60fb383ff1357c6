import * as Y from 'yjs';
import { ROLES } from '@clapper/access';
import { api } from '@clapper/protocol';
import { demoProject } from '../demo/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import type { HomeFacts, HomeProject } from './reads.ts';
import { writeHome } from './writes.ts';

export function homeFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, (doc) => writeHome(doc, facts(3), 'fixture')),
    many: fixtureUpdate(null, (doc) => writeHome(doc, facts(300), 'fixture')),
    broken: fixtureUpdate(null, (doc) => {
      writeHome(doc, facts(2), 'fixture');
      doc.getMap('projects').set('list', ['a record that is no map']);
      doc.getMap('projects').set('nameless', new Y.Map([['role', 'owner']]));
      doc.getMap<Y.Map<unknown>>('projects').get(FIXTURE_FACTS.project)?.set('deadline', 'soon');
    }),
  };
}

function facts(count: number): HomeFacts {
  const { name } = demoProject(FIXTURE_FACTS.language);
  return {
    projects: Array.from({ length: count }, (_, index): HomeProject => {
      return {
        id: index === 0 ? FIXTURE_FACTS.project : derivedId('project', index),
        name: index === 0 ? name : `${name} ${index + 1}`,
        role: ROLES[index % ROLES.length]!,
        status: api.PROJECT_STATUSES[index % api.PROJECT_STATUSES.length]!,
        deadline: index % 2 === 0 ? '2026-12-18' : null,
        updatedAt: FIXTURE_PERSON.at - index * 60_000,
      };
    }),
  };
}
