import {
  formatDuration,
  parseDuration,
  SHOT_ANGLES,
  SHOT_LIMITS,
  SHOT_MOVEMENTS,
  SHOT_SIZES,
  SHOT_STATUSES,
  type Shot,
  type ShotChange,
  type ShotText,
} from '@clapper/documents';
import type { Language } from '@clapper/protocol';
import { isTextField, textLimit, type FieldName } from '../session/fields.ts';

/** What one cell becomes. */
export type CellChange = { text: ShotText; value: string } | { change: ShotChange };

export type CellRead = CellChange | { refused: 'tooLong'; limit: number } | { refused: 'wrong' };

type Listed = 'size' | 'angle' | 'movement' | 'status';

/** How values are said. Pasting understands them in every language and by their code. */
export interface CellWords {
  language: Language;
  /** As it is shown. */
  say(field: Listed, value: string): string;
  /** Every way it may be written. */
  names(field: Listed, value: string): readonly string[];
  members: readonly { id: string; name: string }[];
  /** Who is no member any more. */
  someone: string;
}

const LISTS = {
  size: SHOT_SIZES,
  angle: SHOT_ANGLES,
  movement: SHOT_MOVEMENTS,
  status: SHOT_STATUSES,
} as const satisfies Record<Listed, readonly string[]>;

export function cellText(shot: Shot, field: FieldName, words: CellWords): string {
  switch (field) {
    case 'title':
    case 'action':
    case 'dialogue':
    case 'notes':
      return shot[field];
    case 'duration':
      return shot.duration === null ? '' : formatDuration(shot.duration, words.language);
    case 'lens':
      return shot.lens ?? '';
    case 'assignee':
      if (shot.assignee === null) return '';
      return words.members.find(({ id }) => id === shot.assignee)?.name ?? words.someone;
    case 'size':
    case 'angle':
    case 'movement':
    case 'status': {
      const value = shot[field];
      return value === null ? '' : words.say(field, value);
    }
    default:
      return field satisfies never;
  }
}

/** What a text means in this column. Empty clears; what is no value is refused and never guessed. */
export function readCell(field: FieldName, raw: string, words: CellWords): CellRead {
  const text = raw.trim();
  if (isTextField(field)) {
    const value = field === 'title' ? text.replace(/\s*\n\s*/gu, ' ') : text;
    const limit = textLimit(field);
    return value.length > limit ? { refused: 'tooLong', limit } : { text: field, value };
  }
  switch (field) {
    case 'duration': {
      if (text === '') return { change: { duration: null } };
      const duration = parseDuration(text);
      return duration === null ? { refused: 'wrong' } : { change: { duration } };
    }
    case 'lens':
      return text.length > SHOT_LIMITS.lens
        ? { refused: 'tooLong', limit: SHOT_LIMITS.lens }
        : { change: { lens: text || null } };
    case 'assignee': {
      if (text === '') return { change: { assignee: null } };
      const found = words.members.filter(({ id, name }) => id === text || fold(name) === fold(text));
      // Two people of one name: nobody knows who is meant.
      return found.length === 1 ? { change: { assignee: found[0]?.id ?? null } } : { refused: 'wrong' };
    }
    case 'status': {
      const status = text === '' ? 'draft' : listed('status', text, words);
      return status === null ? { refused: 'wrong' } : { change: { status } };
    }
    case 'size': {
      const size = text === '' ? null : listed('size', text, words);
      return size === null && text !== '' ? { refused: 'wrong' } : { change: { size } };
    }
    case 'angle': {
      const angle = text === '' ? null : listed('angle', text, words);
      return angle === null && text !== '' ? { refused: 'wrong' } : { change: { angle } };
    }
    case 'movement': {
      const movement = text === '' ? null : listed('movement', text, words);
      return movement === null && text !== '' ? { refused: 'wrong' } : { change: { movement } };
    }
    default:
      return field satisfies never;
  }
}

function listed<F extends Listed>(
  field: F,
  text: string,
  words: CellWords,
): (typeof LISTS)[F][number] | null {
  const said = fold(text);
  const values: readonly (typeof LISTS)[F][number][] = LISTS[field];
  return (
    values.find(
      (value) => fold(value) === said || words.names(field, value).some((name) => fold(name) === said),
    ) ?? null
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLocaleLowerCase()
    .replace(/[\s_-]+/gu, ' ');
}
