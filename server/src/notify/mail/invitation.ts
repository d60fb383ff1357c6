import type { InviteRole } from '@clapper/access';
import type { Language } from '@clapper/protocol';
import { line, say } from '../words.ts';
import { escaped, type Letter } from './compose.ts';

export interface InvitationFacts {
  who: string;
  project: string;
  role: InviteRole;
  language: Language;
  /** What the person who invites says to it, in their own words. */
  message: string;
  /** Where it is accepted. */
  url: string;
  expiresAt: number;
  publicUrl: string;
}

/** Plain text, and the same as HTML that loads nothing from anywhere. */
export function composeInvitation(facts: InvitationFacts): Letter {
  const { language, message, url } = facts;
  const words = {
    who: line(facts.who) || say(language, 'somebody'),
    project: line(facts.project) || say(language, 'nameless'),
    role: say(language, `invitation.role.${facts.role}`),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(facts.expiresAt),
    host: new URL(facts.publicUrl).host,
  };
  const [body, until, why] = (['invitation.body', 'invitation.until', 'invitation.why'] as const).map(
    (word) => say(language, word, words),
  ) as [string, string, string];
  const quoted = message
    .split(/\r\n|[\r\n]/)
    .map((one) => one.replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, ''));

  const text = [
    body,
    ...(message === '' ? [] : [quoted.map((one) => `> ${one}`).join('\n')]),
    url,
    `${until}\n${why}`,
  ].join('\n\n');
  const html = [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="font-family:sans-serif;line-height:1.5">`,
    `<p>${escaped(body)}</p>`,
    ...(message === '' ? [] : [`<blockquote>${quoted.map(escaped).join('<br>')}</blockquote>`]),
    `<p><a href="${escaped(url)}">${escaped(say(language, 'invitation.open'))}</a></p>`,
    `<p><small>${escaped(until)} ${escaped(why)}</small></p></body></html>`,
  ].join('\n');
  return { subject: say(language, 'invitation.subject', words), text, html };
}
