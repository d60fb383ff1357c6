import * as Y from 'yjs';
import { ROLES } from '@clapper/access';
import { demoProject } from '../demo/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import type { InfoFacts, Member } from './reads.ts';
import { writeInfo } from './writes.ts';

const NAMES = ['김하늘', '이서진', '박도윤', 'Yuna Choi', 'Minsu Kang', '정가온'];

export function infoFixtures(): Record<string, Uint8Array> {
  return {
    // As long as the server has not filled it.
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, (doc) => writeInfo(doc, facts(NAMES.length), 'fixture')),
    many: fixtureUpdate(null, (doc) => writeInfo(doc, facts(200), 'fixture')),
    broken: fixtureUpdate(null, (doc) => {
      writeInfo(doc, facts(2), 'fixture');
      doc.getMap('project').set('status', 'sleeping');
      doc.getMap('project').set('future', true);
      doc.getMap('members').set('nobody', 'a record that is no map');
      doc.getMap('members').set('captain', new Y.Map([['role', 'captain']]));
    }),
  };
}

function facts(count: number): InfoFacts {
  const { at } = FIXTURE_PERSON;
  return {
    ...demoProject(FIXTURE_FACTS.language),
    deadline: '2026-12-18',
    tag: 'storyboard',
    status: 'active',
    template: FIXTURE_FACTS.template,
    language: FIXTURE_FACTS.language,
    progress: 51,
    createdAt: at,
    members: Array.from({ length: count }, (_, index): Member => {
      return {
        id: index === 0 ? FIXTURE_PERSON.by : derivedId('member', index),
        name: NAMES[index] ?? `${NAMES[index % NAMES.length]} ${index}`,
        picture: null,
        role: index < ROLES.length ? ROLES[index]! : 'viewer',
        joinedAt: at + index,
      };
    }),
  };
}
