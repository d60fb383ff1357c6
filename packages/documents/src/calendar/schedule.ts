/** What the calendar's own screen, its feed and its reminders need besides the document: `@clapper/documents/calendar`. */
export { doubleBookings, type DoubleBooking } from './bookings.ts';
export { occurrencesIn, occurrencesOf, type Occurrence, type Window } from './occurrences.ts';
export { datesOf, daysByShot, daysLeft, shootDayOf, shootDays, type ShootDay } from './shoot-days.ts';
export { instantOf, isKnownZone, offsetAt, wallOf } from './zones.ts';
export {
  koreanHolidays,
  koreanHolidaysBetween,
  type KoreanHoliday,
  type KoreanHolidayName,
} from './korean-holidays.ts';
