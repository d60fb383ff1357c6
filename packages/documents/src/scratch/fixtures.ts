import * as Y from 'yjs';
import { fixtureUpdate } from '../fixture-facts.ts';

/** Whatever other Yjs programs do: every root type, and nothing of ours. */
export function scratchFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, (doc) => {
      doc.getText('note').insert(0, 'kettle first, then the music');
      doc.getArray('list').push([1, 'two', { three: [3] }, new Uint8Array([4])]);
      doc.getMap('map').set('nested', new Y.Map([['key', new Y.Text('deep')]]));
      doc.getXmlFragment('page').insert(0, [new Y.XmlElement('anything')]);
    }),
    many: fixtureUpdate(null, (doc) => {
      const list = doc.getArray<string>('list');
      for (let index = 0; index < 5_000; index++) list.push([`line ${index}`]);
    }),
    broken: fixtureUpdate(null, (doc) => doc.getMap('shots').set('not a shot', 1)),
  };
}
