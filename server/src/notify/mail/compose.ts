import type { Language } from '@clapper/protocol';
import type { Notice } from '../delivery.ts';
import { line, say, sentenceOf } from '../words.ts';

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

export interface LetterFacts {
  /** At least one, oldest first. */
  notices: readonly Notice[];
  name: string;
  language: Language;
  zone: string;
  /** Where the app is reached: links start with it. */
  publicUrl: string;
  unsubscribe: string;
}

/** Plain text, and the same as HTML that loads nothing from anywhere. */
export function composeLetter(facts: LetterFacts): Letter {
  const { notices, name, language, zone, publicUrl, unsubscribe } = facts;
  const groups = [...Map.groupBy(notices, ({ project }) => project.id).values()];
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const entry = (notice: Notice) => ({
    sentence: sentenceOf(language, notice),
    at: when.format(notice.at),
    url: new URL(notice.link, publicUrl).href,
  });
  const greeting = say(language, 'greeting', { name: line(name) });
  const footer = say(language, 'footer', { host: new URL(publicUrl).host });
  const stop = say(language, 'stop');

  const text = [
    greeting,
    ...groups.map((group) =>
      [
        line(group[0]!.project.name),
        ...group.map(entry).map(({ sentence, at, url }) => `- ${sentence}\n  ${at}\n  ${url}`),
      ].join('\n'),
    ),
    `${footer}\n${publicUrl}/account`,
    `${stop}: ${unsubscribe}`,
  ].join('\n\n');

  const html = [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="font-family:sans-serif;line-height:1.5">`,
    `<p>${escaped(greeting)}</p>`,
    ...groups.map((group) =>
      [
        `<h2 style="font-size:16px">${escaped(line(group[0]!.project.name))}</h2><ul>`,
        ...group
          .map(entry)
          .map(
            ({ sentence, at, url }) =>
              `<li><a href="${escaped(url)}">${escaped(sentence)}</a> <small>${escaped(at)}</small></li>`,
          ),
        '</ul>',
      ].join(''),
    ),
    `<p><small>${escaped(footer)} <a href="${escaped(publicUrl)}/account">${escaped(say(language, 'open'))}</a> · `,
    `<a href="${escaped(unsubscribe)}">${escaped(stop)}</a></small></p></body></html>`,
  ].join('\n');

  return { subject: subjectOf(facts, groups.length), text, html };
}

function subjectOf({ notices, language }: LetterFacts, projects: number): string {
  const [first] = notices;
  const project = line(first!.project.name);
  const count = notices.length;
  if (count === 1) return say(language, 'subject.one', { sentence: sentenceOf(language, first!), project });
  if (projects === 1) return say(language, 'subject.many', { count, project });
  return say(language, 'subject.projects', { count, projects });
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
