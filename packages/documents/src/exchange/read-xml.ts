import { EXCHANGE_LIMITS, type FileProblem } from './reading.ts';

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Its own words, without those of its children. */
  text: string;
}

export type XmlReading = { ok: true; root: XmlElement } | { ok: false; code: FileProblem };

/**
 * Reads the XML of editing programs and screenplays: elements, attributes, words, CDATA. One pass over the text that costs no
 * more than it is long.
 * Security: nothing of a DTD is obeyed and no entity but XML's own five is known, so a file of a few lines
 * can neither grow to gigabytes nor name another file.
 */
export function readXml(file: string): XmlReading {
  if (file.length > EXCHANGE_LIMITS.file) return { ok: false, code: 'too_large' };
  try {
    return { ok: true, root: new Parser(file.replace(/^\u{FEFF}/u, '')).whole() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code };
    throw error;
  }
}

class Refusal extends Error {
  readonly code: FileProblem;
  constructor(code: FileProblem) {
    super(code);
    this.code = code;
  }
}

const NAME = /[^\s<>/=&'"]{1,200}/y;
const SPACE = /\s*/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

class Parser {
  readonly #text: string;
  #at = 0;
  #elements = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): XmlElement {
    const holder: XmlElement = { name: '', attributes: {}, children: [], text: '' };
    const open: XmlElement[] = [holder];
    while (this.#at < this.#text.length) {
      const within = open.at(-1)!;
      const next = this.#text.indexOf('<', this.#at);
      const words = this.#text.slice(this.#at, next < 0 ? undefined : next);
      if (words !== '') within.text += unescaped(words);
      if (next < 0) break;
      this.#at = next;
      if (this.#skips('<?', '?>') || this.#skips('<!--', '-->')) continue;
      const data = this.#between('<![CDATA[', ']]>');
      if (data !== null) within.text += data;
      else if (this.#text.startsWith('<!', this.#at)) this.#doctype();
      else if (this.#text.startsWith('</', this.#at)) {
        this.#at += 2;
        if (this.#name() !== within.name || open.length === 1) throw new Refusal('unreadable');
        this.#space();
        this.#must('>');
        open.pop();
      } else {
        const { element, isOpen } = this.#element();
        within.children.push(element);
        if (isOpen) open.push(element);
        if (open.length > EXCHANGE_LIMITS.depth) throw new Refusal('too_deep');
      }
    }
    const [root] = holder.children;
    if (open.length > 1 || root === undefined || holder.children.length > 1 || holder.text.trim() !== '') {
      throw new Refusal('unreadable');
    }
    return root;
  }

  #element(): { element: XmlElement; isOpen: boolean } {
    this.#elements += 1;
    if (this.#elements > EXCHANGE_LIMITS.elements) throw new Refusal('too_large');
    this.#at += 1;
    const element: XmlElement = { name: this.#name(), attributes: {}, children: [], text: '' };
    const attributes = new Map<string, string>();
    for (;;) {
      this.#space();
      if (this.#skips('/>', '')) break;
      if (this.#text[this.#at] === '>') break;
      const key = this.#name();
      this.#space();
      this.#must('=');
      this.#space();
      const quote = this.#text[this.#at];
      if (quote !== '"' && quote !== "'") throw new Refusal('unreadable');
      attributes.set(key, unescaped(this.#between(quote, quote)!));
      if (attributes.size > 200) throw new Refusal('too_large');
    }
    element.attributes = Object.fromEntries(attributes);
    if (this.#text[this.#at] !== '>') return { element, isOpen: false };
    this.#at += 1;
    return { element, isOpen: true };
  }

  #doctype(): void {
    const end = this.#text.indexOf('>', this.#at);
    if (end < 0) throw new Refusal('unreadable');
    if (this.#text.slice(this.#at, end).includes('[')) throw new Refusal('has_entities');
    this.#at = end + 1;
  }

  /** What stands between, and goes behind it; null when it does not begin here. */
  #between(begin: string, end: string): string | null {
    if (!this.#text.startsWith(begin, this.#at)) return null;
    const from = this.#at + begin.length;
    const to = this.#text.indexOf(end, from);
    if (to < 0) throw new Refusal('unreadable');
    this.#at = to + end.length;
    return this.#text.slice(from, to);
  }

  #skips(begin: string, end: string): boolean {
    return this.#between(begin, end) !== null;
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) throw new Refusal('unreadable');
    this.#at += name.length;
    return name;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)![0].length;
  }

  #must(sign: string): void {
    if (this.#text[this.#at] !== sign) throw new Refusal('unreadable');
    this.#at += 1;
  }
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&\s]{1,32});/g, (_, name: string) => {
    const known = ENTITIES[name];
    if (known !== undefined) return known;
    const code = /^#x([0-9a-fA-F]{1,6})$/.exec(name)?.[1];
    const value =
      code === undefined ? Number(/^#(\d{1,7})$/.exec(name)?.[1] ?? Number.NaN) : parseInt(code, 16);
    if (!(value <= 0x10ffff)) throw new Refusal('has_entities');
    return String.fromCodePoint(value);
  });
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The words of the first child of that name; '' when there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text ?? '';
}
