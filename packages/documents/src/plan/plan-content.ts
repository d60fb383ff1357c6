import { safeParse } from 'zod';
import type { FragmentContent } from '../fields.ts';
import { markName, markShape, nodeShape, type AttributeShape } from './content-schema.ts';

/** 100 lists inside each other: no page needs them, and every program that walks a page does so by recursion. */
const MAX_DEPTH = 200;

/**
 * What the guard lets into a page: nodes, marks and attributes that the editor's schema declares, each by
 * itself. How they are arranged is not asked: two people, each within the schema, may arrange them badly
 * together (`mendContent`).
 */
export const PLAN_CONTENT: FragmentContent = {
  fits: ({ nodes, attributes, marks, depth }) =>
    depth <= MAX_DEPTH &&
    [...nodes].every(isElement) &&
    attributes.every(({ node, name, value }) => node !== null && attributeFits(node, name, value)) &&
    marks.every(({ name, value }) => markFits(markName(name), value)),
};

function isElement(name: string): boolean {
  return name !== 'doc' && name !== 'text' && nodeShape(name) !== null;
}

function attributeFits(node: string, name: string, value: unknown): boolean {
  const attribute = own(nodeShape(node)?.attrs, name);
  return attribute !== undefined && safeParse(attribute.schema, value).success;
}

function markFits(name: string, value: unknown): boolean {
  const shape = markShape(name);
  if (shape === null) return false;
  // Stock clients write a mark without attributes as `true`; the binding reads that as none.
  if (typeof value !== 'object' || value === null) return true;
  for (const [key, given] of Object.entries(value)) {
    const attribute = own(shape.attrs, key);
    if (attribute === undefined || !safeParse(attribute.schema, given).success) return false;
  }
  return name !== 'link' || leadsSomewhereSafe(value);
}

/** Security: what other people will click on is a page, a mail or a place of ours, never a script. */
function leadsSomewhereSafe(link: object): boolean {
  const { href } = link as { href?: unknown };
  if (typeof href !== 'string') return true;
  const url = URL.parse(href.trim(), 'https://ours.invalid/');
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol);
}

function own(
  attrs: Readonly<Record<string, AttributeShape>> | undefined,
  name: string,
): AttributeShape | undefined {
  return attrs !== undefined && Object.hasOwn(attrs, name) ? attrs[name] : undefined;
}
