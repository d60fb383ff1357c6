import { asClapperError, type ErrorCode } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import { useCallback } from 'react';

/** The sentence for a person. The server's own message is for programs and logs. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return useCallback((error: unknown) => t(asClapperError(error).code), [t]);
}

export function errorCode(error: unknown): ErrorCode {
  return asClapperError(error).code;
}

const FIELD_CODES = [
  'required',
  'too_short',
  'too_long',
  'taken',
  'invalid',
  'wrong',
  'email',
  'password',
  'username',
  'date',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** What the server says of each field, in codes that have a sentence. */
export function fieldCodes(error: unknown): Partial<Record<string, FieldCode>> {
  const found: Partial<Record<string, FieldCode>> = {};
  for (const { field, code } of asClapperError(error).details ?? [])
    found[field] ??= FIELD_CODES.find((known) => known === code) ?? 'invalid';
  return found;
}
