/** An element that is written: its name, attributes, and text or elements in it. Null is left out. */
export type Element = readonly [
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  content?: string | number | readonly (Element | null)[],
];

export function writeXml(root: Element, doctype: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${doctype}>\n${element(root, '')}`;
}

function element([name, attributes, content = '']: Element, indent: string): string {
  const words = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escaped(String(value), true)}"`)
    .join('');
  const open = `${indent}<${name}${words}`;
  if (typeof content !== 'object') {
    return content === '' ? `${open}/>\n` : `${open}>${escaped(String(content), false)}</${name}>\n`;
  }
  const inner = content.map((each) => (each === null ? '' : element(each, `${indent}  `))).join('');
  return inner === '' ? `${open}/>\n` : `${open}>\n${inner}${indent}</${name}>\n`;
}

/** XML has no way at all to say most control characters, and half a surrogate pair: those are left out. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string, inAttribute: boolean): string {
  const safe = text
    .replaceAll(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
  // Readers turn a line end in an attribute into a space unless it is named by its number.
  return inAttribute
    ? safe.replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
    : safe;
}
