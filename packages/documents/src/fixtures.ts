import { boardFixtures } from './board/fixtures.ts';
import { calendarFixtures } from './calendar/fixtures.ts';
import { feedFixtures } from './feed/fixtures.ts';
import { homeFixtures } from './home/fixtures.ts';
import { infoFixtures } from './info/fixtures.ts';
import { mediaFixtures } from './media/fixtures.ts';
import { notesFixtures } from './notes/fixtures.ts';
import { planFixtures } from './plan/fixtures.ts';
import { reviewFixtures } from './review/fixtures.ts';
import { scratchFixtures } from './scratch/fixtures.ts';
import { talkFixtures } from './talk/fixtures.ts';
import type { DocumentKind } from './define-document.ts';
import type { KindName } from './registry.ts';

type Fixtures = Readonly<Record<string, Uint8Array>>;

/** Beside the kinds and not in them: nobody who opens a page has to load what tests open. */
const FIXTURES: Readonly<Record<KindName, () => Fixtures>> = {
  info: infoFixtures,
  home: homeFixtures,
  plan: planFixtures,
  board: boardFixtures,
  calendar: calendarFixtures,
  media: mediaFixtures,
  talk: talkFixtures,
  review: reviewFixtures,
  notes: notesFixtures,
  feed: feedFixtures,
  scratch: scratchFixtures,
};

const made: Partial<Record<KindName, Fixtures>> = {};

/** Documents of a kind as updates, for tests: `empty`, `filled`, `many`, `broken` and saved older versions. Made once. */
export function fixturesOf({ kind }: Pick<DocumentKind, 'kind'>): Fixtures {
  const name = kind as KindName;
  return (made[name] ??= FIXTURES[name]());
}
