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

/** For each wanted node the one it can be made of. What is the same one or says the same, else the next of its kind in between. */
function twinsOf(
  here: readonly Node[],
  wanted: readonly Node[],
  signatures: Signatures,
): Map<number, number> {
  const same = (a: Node, b: Node): boolean =>
    isKindred(a, b) && (isOne(a, b) || signatures.of(a) === signatures.of(b));
  const twins = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const [i, j] of [...commonSequence(here, wanted, same), [here.length, wanted.length] as const]) {
    for (; to < j; to++) {
      const next = here.findIndex((node, k) => k >= from && k < i && isKindred(node, wanted[to]!));
      if (next < 0) continue;
      twins.set(to, next);
      from = next + 1;
    }
    if (j < wanted.length) twins.set(j, i);
    [from, to] = [i + 1, j + 1];
  }
  return twins;
}

/** Whether one can become the other where it stands, so that what somebody writes in it right now is kept. */
function isKindred(a: Node, b: Node): boolean {
  if (a instanceof Y.XmlElement) return b instanceof Y.XmlElement && a.nodeName === b.nodeName;
  return a instanceof Y.XmlText && b instanceof Y.XmlText;
}

/** The same node at two times: Yjs ids are never given twice. */
function isOne(a: Node, b: Node): boolean {
  const [left, right] = [a._item?.id, b._item?.id];
  return (
    left !== undefined && right !== undefined && left.client === right.client && left.clock === right.clock
  );
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
