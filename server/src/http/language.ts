import type { Language } from '@clapper/protocol';

/** The first of our languages that a browser asks for; browsers list theirs by preference. */
export function preferredLanguage(acceptLanguage = ''): Language {
  const asked = acceptLanguage.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((language): language is Language => language === 'ko' || language === 'en') ?? 'en';
}
