import ICAL from 'ical.js';

/** A property as jCal (RFC 7265) has it: name, parameters, type, values. */
export type Property = [
  name: string,
  parameters: Record<string, string | string[]>,
  type: string,
  ...values: unknown[],
];

/** Name, properties, components inside. */
export type Component = [name: string, properties: Property[], components: Component[]];

/** A line holds 75 octets, the one that begins a continuation among them. */
const LINE_OCTETS = 75;

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text of a component: CRLF, folded. */
export function componentText(component: Component): string {
  return linesOf(component)
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}

function linesOf([name, properties, components]: Component): string[] {
  return [
    `BEGIN:${name.toUpperCase()}`,
    ...properties.map((property) => ICAL.stringify.property(property, ICAL.design.icalendar, true)),
    ...components.flatMap(linesOf),
    `END:${name.toUpperCase()}`,
  ];
}

/**
 * Folded between characters as people see them, never inside one: some readers take each line for itself before they join
 * them. One that is longer than a line is cut between code points.
 */
export function fold(line: string): string {
  if (octets(line) <= LINE_OCTETS) return line;
  const folded: string[] = [];
  let current = '';
  let length = 0;
  for (const { segment } of GRAPHEMES.segment(line)) {
    for (const piece of octets(segment) > LINE_OCTETS - 1 ? [...segment] : [segment]) {
      const size = octets(piece);
      if (length + size > LINE_OCTETS) {
        folded.push(current);
        current = ' ';
        length = 1;
      }
      current += piece;
      length += size;
    }
  }
  return [...folded, current].join('\r\n');
}

const ENCODER = new TextEncoder();

function octets(text: string): number {
  return ENCODER.encode(text).length;
}
