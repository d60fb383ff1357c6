/** The one place that knows whether this is `npm test` or `npm run test:long`. */
const long = process.env['CLAPPER_COUNTS'] === 'long';

/** How often a test repeats: few times in `npm test`, the full number in `npm run test:long`. */
export function count(short: number, full: number): number {
  return long ? full : short;
}
