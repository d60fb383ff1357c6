import type { When } from '@clapper/documents';
import { instantOf, wallOf } from '@clapper/documents/calendar';

/** The same time as the clocks of the page show it; whole days are the same everywhere. */
export function whenInZone(when: When, zone: string): When {
  if (when.allDay || when.zone === zone) return when;
  const at = (wall: string) => wallOf(instantOf(wall, when.zone), zone);
  return { allDay: false, start: at(when.start), end: at(when.end), zone };
}
