import { BOARD_RIGHTS } from './board/rights-table.ts';
import { CALENDAR_RIGHTS } from './calendar/rights-table.ts';
import { FEED_RIGHTS } from './feed/rights-table.ts';
import { HOME_RIGHTS } from './home/rights-table.ts';
import { INFO_RIGHTS } from './info/rights-table.ts';
import { MEDIA_RIGHTS } from './media/rights-table.ts';
import { NOTES_RIGHTS } from './notes/rights-table.ts';
import { PLAN_RIGHTS } from './plan/rights-table.ts';
import type { KindName } from './registry.ts';
import { REVIEW_RIGHTS } from './review/rights-table.ts';
import type { RightsTable } from './rights-table.ts';
import { SCRATCH_RIGHTS } from './scratch/rights-table.ts';
import { TALK_RIGHTS } from './talk/rights-table.ts';

/** A kind without its table does not compile. Not exported with the package: tests read it. */
export const RIGHTS_TABLES: Readonly<Record<KindName, RightsTable>> = {
  info: INFO_RIGHTS,
  // Before those whose edits are told in it.
  feed: FEED_RIGHTS,
  home: HOME_RIGHTS,
  plan: PLAN_RIGHTS,
  board: BOARD_RIGHTS,
  calendar: CALENDAR_RIGHTS,
  media: MEDIA_RIGHTS,
  talk: TALK_RIGHTS,
  review: REVIEW_RIGHTS,
  notes: NOTES_RIGHTS,
  scratch: SCRATCH_RIGHTS,
};
