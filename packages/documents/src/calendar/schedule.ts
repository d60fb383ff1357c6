/** What the calendar's own screen, its feed and its reminders need besides the document: `@clapper/documents/calendar`. */
export {
  addDays,
  DAY_MS,
  daysInMonth,
  formatDate,
  formatWall,
  isDate,
  minutesOfDay,
  parseDate,
  wallMinutes,
  weekdayOf,
  WEEKDAYS,
  yearMonthDay,
} from './dates.ts';
export { doubleBookings, type DoubleBooking } from './bookings.ts';
export { daysOf, occurrencesIn, occurrencesOf, whenOn, type Occurrence, type Window } from './occurrences.ts';
export { datesOf, daysByShot, daysLeft, shootDayOf, shootDays, type ShootDay } from './shoot-days.ts';
export { dayOf, instantOf, isKnownZone, offsetAt, wallOf } from './zones.ts';
export {
  koreanHolidays,
  koreanHolidaysBetween,
  type KoreanHoliday,
  type KoreanHolidayName,
} from './korean-holidays.ts';
