import { breakFeedback, fillFeedback, fillManyNotes } from '../feedback/fixtures.ts';
import { fixtureUpdate } from '../fixture-facts.ts';

export function notesFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, fillFeedback),
    many: fixtureUpdate(null, fillManyNotes),
    broken: fixtureUpdate(null, (doc) => {
      fillFeedback(doc);
      breakFeedback(doc);
    }),
  };
}
