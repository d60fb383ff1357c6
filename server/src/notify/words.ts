import { en, ko } from '@clapper/locales/mail';
import type { Language } from '@clapper/protocol';
import type { Notice } from './delivery.ts';

/** What mails and the pages that open from them say. */
export const mailWords: Record<Language, typeof en> = { en, ko };

type MailWord = keyof typeof en;

/** The words of a language with what they leave open filled in. */
export function say(
  language: Language,
  word: MailWord,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return mailWords[language][word].replaceAll(/\{\{(\w+)\}\}/g, (_blank, name: string) =>
    String(values[name] ?? ''),
  );
}

/** `Mina mentioned you: Stage 2`. Names and titles are somebody's words too: on one line, and not for ever. */
export function sentenceOf(
  language: Language,
  { type, who, what, picture = false, count, project }: Notice,
): string {
  const place = line(what) || line(project.name) || say(language, 'nameless');
  const sentence = say(language, `told.${type}`, {
    who: line(who ?? '') || say(language, 'somebody'),
    what: picture ? say(language, 'picture', { what: place }) : place,
  });
  return count > 1 ? say(language, 'times', { sentence, count }) : sentence;
}

const LINE = 120;

/** Without line breaks and what turns the direction of text. */
export function line(text: string): string {
  const flat = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...flat];
  return characters.length <= LINE ? flat : `${characters.slice(0, LINE - 1).join('')}…`;
}
