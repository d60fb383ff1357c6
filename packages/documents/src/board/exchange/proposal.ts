import type { ShotAngle, ShotMovement, ShotSize, ShotStatus } from '../schema.ts';

export const SHOT_FILE_LIMITS = {
  /** Characters of a file: a screenplay of three hours has half a million. */
  file: 10 * 1024 * 1024,
  shots: 500,
} as const;

/** Why a file cannot be read at all. */
export type ShotFileProblem = 'too_large' | 'too_many_shots' | 'unreadable' | 'has_entities' | 'no_shots';

/** What of a proposed shot could not be taken as it stands. */
export interface ShotTrouble {
  /** Which one of the file, from 1. */
  shot: number;
  code: 'too_long' | 'unknown_value';
  field: keyof ProposedFields;
}

/** What the file says of a shot; a field that it says nothing of is not there. */
export interface ProposedFields {
  title?: string;
  action?: string;
  dialogue?: string;
  notes?: string;
  duration?: number | null;
  size?: ShotSize | null;
  angle?: ShotAngle | null;
  movement?: ShotMovement | null;
  lens?: string | null;
  status?: ShotStatus;
}

export interface ShotProposal {
  /** The shot it was exported from; null: it never was one. */
  id: string | null;
  /** As the file counts: '8A'. */
  number: string;
  /** What its stage is called there; null: the file knows no stages. */
  stage: string | null;
  fields: ProposedFields;
}

export type ShotReading =
  | { ok: true; shots: ShotProposal[]; troubles: ShotTrouble[] }
  | { ok: false; code: ShotFileProblem };

/** No half of a character at the end. */
export function cutText(text: string, most: number): string {
  return text.length <= most
    ? text
    : text
        .slice(0, most)
        .replace(/[\u{D800}-\u{DBFF}]$/u, '')
        .trimEnd();
}
