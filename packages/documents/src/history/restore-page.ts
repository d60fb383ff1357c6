import * as Y from 'yjs';
import { sameValue } from '../records.ts';
import { commonSequence } from './common-sequence.ts';
import { restoreText, runsOf } from './restore-text.ts';

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook;

/**
 * Makes a page of rich text what another one was, inside the same fragment. A node that was there then is
 * found again by its id, a copy of one by its content, and changed where it stands; only what was not
 * there goes, and only what is missing comes. The caller opens the transaction.
 */
export function restorePage(now: Y.XmlFragment, then: Y.XmlFragment): void {
  restoreChildren(now, then, new Signatures());
}

function restoreChildren(now: Y.XmlFragment, then: Y.XmlFragment, signatures: Signatures): void {
  const here = nodesOf(now);
  const wanted = nodesOf(then);
  const twins = twinsOf(here, wanted, signatures);
  let at = here.length;
  let missing: Node[] = [];
  const put = (): void => {
    if (missing.length > 0) now.insert(at, missing as (Y.XmlElement | Y.XmlText)[]);
    missing = [];
  };
  // From the end, so that what changes moves nothing that is still to come.
  for (let i = wanted.length - 1; i >= 0; i--) {
    const twin = twins.get(i);
    if (twin === undefined) {
      missing.unshift(copyOf(wanted[i]!));
      continue;
    }
    put();
    if (at > twin + 1) now.delete(twin + 1, at - twin - 1);
    restoreNode(here[twin]!, wanted[i]!, signatures);
    at = twin;
  }
  put();
  if (at > 0) now.delete(0, at);
}

function restoreNode(now: Node, then: Node, signatures: Signatures): void {
  if (signatures.of(now) === signatures.of(then)) return;
  if (now instanceof Y.XmlText && then instanceof Y.XmlText) return restoreText(now, then);
  if (now instanceof Y.XmlElement && then instanceof Y.XmlElement) {
    restoreAttributes(now, then);
    restoreChildren(now, then, signatures);
  }
}

function restoreAttributes(now: Y.XmlElement, then: Y.XmlElement): void {
  const [has, wants] = [now.getAttributes(), then.getAttributes()] as Record<string, unknown>[];
  for (const name of Object.keys(has!)) if (!Object.hasOwn(wants!, name)) now.removeAttribute(name);
  for (const [name, value] of Object.entries(wants!)) {
    // Yjs types attributes as strings; the binding stores numbers, booleans and lists too.
    if (!sameValue(has![name], value)) now.setAttribute(name, value as string);
  }
}

/** Indexes of a node that is here and of the wanted one it is made into. */
type Pair = readonly [here: number, wanted: number];

/**
 * For each wanted node the one it can be made of: first what is the same one, since others may be writing in it;
 * between these what says the same; between these the next of its kind.
 */
function twinsOf(
  here: readonly Node[],
  wanted: readonly Node[],
  signatures: Signatures,
): Map<number, number> {
  const says = (a: Node, b: Node): boolean => isKindred(a, b) && signatures.of(a) === signatures.of(b);
  const kept = refine(here, wanted, ownTwins(here, wanted), (a, b) => commonSequence(a, b, says));
  return new Map(refine(here, wanted, kept, nextOfKind).map(([i, j]) => [j, i]));
}

/** Adds to pairs in order those that are found between each and the next. */
function refine(
  here: readonly Node[],
  wanted: readonly Node[],
  pairs: readonly Pair[],
  between: (here: readonly Node[], wanted: readonly Node[]) => readonly Pair[],
): Pair[] {
  const all: Pair[] = [];
  let [from, to] = [0, 0];
  for (const [i, j] of [...pairs, [here.length, wanted.length] as const]) {
    for (const [a, b] of between(here.slice(from, i), wanted.slice(to, j))) all.push([from + a, to + b]);
    if (j < wanted.length) all.push([i, j]);
    [from, to] = [i + 1, j + 1];
  }
  return all;
}

/** The same node at two times: Yjs gives no id twice, and nodes never change their order. */
function ownTwins(here: readonly Node[], wanted: readonly Node[]): Pair[] {
  const places = new Map(here.map((node, i) => [idOf(node), i]));
  return wanted.flatMap((node, j): Pair[] => {
    const id = idOf(node);
    const i = id === null ? undefined : places.get(id);
    return i === undefined ? [] : [[i, j]];
  });
}

function nextOfKind(here: readonly Node[], wanted: readonly Node[]): Pair[] {
  const pairs: Pair[] = [];
  let from = 0;
  for (const [j, node] of wanted.entries()) {
    const i = here.findIndex((candidate, k) => k >= from && isKindred(candidate, node));
    if (i < 0) continue;
    pairs.push([i, j]);
    from = i + 1;
  }
  return pairs;
}

/** Whether one can become the other where it stands, so that what somebody writes in it right now is kept. */
function isKindred(a: Node, b: Node): boolean {
  if (a instanceof Y.XmlElement) return b instanceof Y.XmlElement && a.nodeName === b.nodeName;
  return a instanceof Y.XmlText && b instanceof Y.XmlText;
}

function idOf({ _item: item }: Node): string | null {
  return item === null ? null : `${item.id.client}:${item.id.clock}`;
}

function nodesOf(parent: Y.XmlFragment): Node[] {
  return parent.toArray() as Node[];
}

/** Not yet in any document. */
function copyOf(node: Node): Node {
  if (node instanceof Y.XmlText) {
    const text = new Y.XmlText();
    text.applyDelta(node.toDelta() as object[], { sanitize: false });
    return text;
  }
  if (!(node instanceof Y.XmlElement)) return node.clone();
  const element = new Y.XmlElement(node.nodeName);
  for (const [name, value] of Object.entries(node.getAttributes() as Record<string, unknown>)) {
    element.setAttribute(name, value as string);
  }
  const children = nodesOf(node).map(copyOf);
  if (children.length > 0) element.insert(0, children as (Y.XmlElement | Y.XmlText)[]);
  return element;
}

/** All that a node holds, as text to compare by; each is written once per restore, before anything changed it. */
export class Signatures {
  readonly #known = new Map<Node, string>();

  of(node: Node): string {
    let known = this.#known.get(node);
    if (known === undefined) this.#known.set(node, (known = this.#write(node)));
    return known;
  }

  #write(node: Node): string {
    if (node instanceof Y.XmlText) return JSON.stringify(runsOf(node), sortedKeys);
    if (!(node instanceof Y.XmlElement)) return JSON.stringify(node.toJSON(), sortedKeys);
    const attributes = JSON.stringify(node.getAttributes(), sortedKeys);
    return `<${node.nodeName} ${attributes}>${nodesOf(node)
      .map((child) => this.of(child))
      .join('')}</>`;
  }
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
