import { safeParse } from 'zod';
import * as Y from 'yjs';
import { ClapperError } from '@clapper/protocol';
import {
  contentFits,
  markShape,
  nodeShape,
  PLAN_NODES,
  type AttributeShape,
  type NodeShape,
} from './content-schema.ts';

/** Rich text as plain data, in ProseMirror's JSON: for templates, the demo, import and the API. */
export interface ContentNode {
  type: string;
  attrs?: Readonly<Record<string, unknown>>;
  content?: readonly ContentNode[];
  text?: string;
  marks?: readonly { type: string; attrs?: Readonly<Record<string, unknown>> }[];
}

/**
 * Appends blocks to a page, exactly as the editor's binding would write them. The one empty paragraph
 * of a fresh page gives way.
 * @throws ClapperError INVALID_FIELDS when the schema cannot hold them; then nothing is written
 */
export function appendContent(fragment: Y.XmlFragment, nodes: readonly ContentNode[], origin: unknown): void {
  if (nodes.length === 0) return;
  mustFit(nodes, PLAN_NODES.doc);
  transact(fragment, origin, () => {
    const replaced = isBlank(fragment) ? fragment.length : 0;
    fragment.insert(fragment.length, toTypes(nodes));
    if (replaced > 0) fragment.delete(0, replaced);
  });
}

/** A page as it was seeded: nothing in it, or one empty paragraph. */
export function isBlank(fragment: Y.XmlFragment): boolean {
  if (fragment.length === 0) return true;
  const only = fragment.get(0) as unknown;
  return (
    fragment.length === 1 &&
    only instanceof Y.XmlElement &&
    only.nodeName === 'paragraph' &&
    only.length === 0
  );
}

function transact(fragment: Y.XmlFragment, origin: unknown, change: () => void): void {
  if (fragment.doc === null) change();
  else fragment.doc.transact(change, origin);
}

function toTypes(nodes: readonly ContentNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = [];
  let run: ContentNode[] = [];
  const endRun = (): void => {
    if (run.length > 0) types.push(toText(run));
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') run.push(node);
    else {
      endRun();
      types.push(toElement(node));
    }
  }
  endRun();
  return types;
}

/** The binding keeps text that stands side by side in one shared text, marks as its attributes. */
function toText(run: readonly ContentNode[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    run.map((node) => ({
      insert: node.text ?? '',
      attributes: Object.fromEntries(
        (node.marks ?? []).map((mark) => [mark.type, withDefaults(mark.attrs, markShape(mark.type)!.attrs)]),
      ),
    })),
  );
  return text;
}

function toElement(node: ContentNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  for (const [name, value] of Object.entries(withDefaults(node.attrs, nodeShape(node.type)!.attrs))) {
    // Yjs types attributes as strings; the binding stores numbers, booleans and lists, and no nulls.
    if (value !== null) element.setAttribute(name, value as string);
  }
  const content = toTypes(node.content ?? []);
  if (content.length > 0) element.insert(0, content);
  return element;
}

/** Defaults are written out: the binding would add them with the next keystroke otherwise. */
function withDefaults(
  given: Readonly<Record<string, unknown>> | undefined,
  declared: Readonly<Record<string, AttributeShape>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, attribute]) => [name, given?.[name] ?? attribute.default]),
  );
}

function mustFit(nodes: readonly ContentNode[], parent: NodeShape): void {
  const names: string[] = [];
  for (const node of nodes) {
    const shape = nodeShape(node.type);
    if (shape === null) throw unfit(node.type, 'is unknown');
    attributesMustFit(node.type, node.attrs, shape.attrs);
    for (const mark of node.marks ?? []) {
      const known = markShape(mark.type);
      if (known === null || !parent.marks) throw unfit(mark.type, 'is a mark that may not stand here');
      attributesMustFit(mark.type, mark.attrs, known.attrs);
      if (mark.type === 'link' && !isSafeAddress(mark.attrs?.['href']))
        throw unfit('link.href', 'leads nowhere safe');
    }
    if (node.type === 'text' && (node.text ?? '') === '') throw unfit('text', 'is empty');
    mustFit(node.content ?? [], shape);
    if (node.type !== 'text' || names.at(-1) !== 'text') names.push(node.type);
  }
  if (!contentFits(parent, names)) throw unfit(names.join(', ') || 'nothing', `is not ${parent.content}`);
}

function attributesMustFit(
  owner: string,
  given: Readonly<Record<string, unknown>> | undefined,
  declared: Readonly<Record<string, AttributeShape>>,
): void {
  for (const [name, value] of Object.entries(given ?? {})) {
    if (!Object.hasOwn(declared, name)) throw unfit(`${owner}.${name}`, 'is unknown');
    if (!safeParse(declared[name]!.schema, value).success) throw unfit(`${owner}.${name}`, 'has a bad value');
  }
}

/** Security: what other people will click on is a page, a mail or a place of ours, never a script. */
function isSafeAddress(href: unknown): boolean {
  return typeof href === 'string' && /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i.test(href);
}

function unfit(what: string, why: string): ClapperError {
  return new ClapperError('INVALID_FIELDS', `The text cannot be inserted: ${what} ${why}.`, {
    details: [{ field: 'content', code: 'invalid' }],
  });
}
