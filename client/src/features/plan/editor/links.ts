/** What a link in a plan may point to; anything else (javascript:, data:, file:) is refused. */
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

export function isAllowedLink(href: string | null | undefined): boolean {
  if (!href) return false;
  const url = URL.parse(href.trim());
  return url !== null && PROTOCOLS.has(url.protocol);
}

/** What a person typed into the link field as an address: `clapper.film` and `a@b.kr` are completed. */
export function toHref(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  if (/^[^@/:]+@[^@/]+\.[^@/]+$/.test(text)) return `mailto:${text}`;
  // "javascript:x" and "host:80" both have a colon; only what names a scheme we know stays as it is.
  const href = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  return isAllowedLink(href) ? href : null;
}
