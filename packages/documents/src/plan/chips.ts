import { isUuid } from '@clapper/protocol';
import * as Y from 'yjs';
import { isDate } from '../calendar/dates.ts';

/**
 * Something in a line of the plan that stands for something else: a shot, a person, a day. It holds which one, and
 * what that was called when it was put there; what a screen shows is what it is called now.
 */
export type Chip =
  | { type: 'shot'; shot: string; name: string }
  | { type: 'person'; person: string; name: string }
  | { type: 'date'; date: string };

export type ChipType = Chip['type'];

/** As an element of a page is named, by what it stands for. */
export const CHIP_NODES = {
  shot: 'shotChip',
  person: 'personChip',
  date: 'dateChip',
} as const satisfies Record<ChipType, string>;

export type ChipNode = (typeof CHIP_NODES)[ChipType];

/** What people read where a chip stands. */
export type ChipWords = (chip: Chip) => string;

const TYPES = new Map<string, ChipType>(
  Object.entries(CHIP_NODES).map(([type, node]) => [node, type as ChipType]),
);

export function isChipNode(name: string): name is ChipNode {
  return TYPES.has(name);
}

/** Total: null for what is no chip, or holds nothing that it could stand for. */
export function readChip(node: string, attributes: Readonly<Record<string, unknown>>): Chip | null {
  const type = TYPES.get(node);
  const name = typeof attributes['name'] === 'string' ? attributes['name'] : '';
  switch (type) {
    case undefined:
      return null;
    case 'shot':
      return isUuid(attributes['shot']) ? { type, shot: attributes['shot'], name } : null;
    case 'person':
      return isUuid(attributes['person']) ? { type, person: attributes['person'], name } : null;
    case 'date': {
      const { date } = attributes;
      return typeof date === 'string' && isDate(date) ? { type, date } : null;
    }
    default:
      return type satisfies never;
  }
}

/**
 * A chip by itself: by the name it was given, and a day as it is written everywhere. So words of a page say the same
 * whatever happens to what they name, and a quote of them is found again.
 */
export function ownChipWords(chip: Chip): string {
  switch (chip.type) {
    case 'shot':
      return `#${chip.name}`;
    case 'person':
      return `@${chip.name}`;
    case 'date':
      return chip.date;
    default:
      return chip satisfies never;
  }
}

/** What a part of a line says that is no text; null: it is no part of a line but a block of its own. */
export function inlineWords(part: unknown, words: ChipWords): string | null {
  if (!(part instanceof Y.XmlElement)) return null;
  if (part.nodeName === 'hardBreak') return '\n';
  if (!isChipNode(part.nodeName)) return null;
  const chip = readChip(part.nodeName, part.getAttributes());
  return chip === null ? '' : words(chip);
}
