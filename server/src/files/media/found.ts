import { ClapperError, type ErrorCode, type FileType, type VideoFacts } from '@clapper/protocol';

/** What a file turned out to be. */
export interface Found {
  type: FileType;
  width: number;
  height: number;
  thumbhash?: string;
  video?: VideoFacts;
}

/** Why it is not taken; a sentence for programs. */
export interface Refused {
  code: Extract<ErrorCode, 'UNSUPPORTED_FILE' | 'BROKEN_FILE' | 'TOO_LARGE'>;
  reason: string;
}

export type Inspection = { hash: string } & ({ ok: true; found: Found } | ({ ok: false } & Refused));

/** Thrown while a file is looked into. */
export class RefusedFile extends Error {
  readonly code: Refused['code'];

  constructor(code: Refused['code'], reason: string, cause?: unknown) {
    super(reason, { cause });
    this.code = code;
  }
}

export function refusal({ code, reason }: Refused): ClapperError {
  return new ClapperError(code, reason);
}
