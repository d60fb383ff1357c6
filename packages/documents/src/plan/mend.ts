import { safeParse } from 'zod';
import * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import { contentFits, nodeShape, PLAN_NODES, type NodeShape } from './content-schema.ts';
import { planProblem } from './plan-problem.ts';

/**
 * Puts a page right that merging has left in an arrangement no editor can hold: a list from which two
 * people, apart from each other, took one item each; an item that lost its paragraph. Adds empty
 * paragraphs, takes out empty shells, sets impossible values back: never a word is lost. It is an edit, so a person asks for it; opening
 * a page does not. Returns what is still in the way.
 */
export function mendContent(fragment: Y.XmlFragment, origin: unknown): Problem | null {
  const mend = (): void => mendChildren(fragment, PLAN_NODES.doc);
  if (fragment.doc === null) mend();
  else fragment.doc.transact(mend, origin);
  return planProblem(fragment);
}

function mendChildren(parent: Y.XmlFragment, shape: NodeShape): void {
  // From the end, so that what is taken out moves nothing that is still to come.
  for (const [index, child] of [...(parent.toArray() as unknown[]).entries()].toReversed()) {
    if (!(child instanceof Y.XmlElement)) continue;
    const childShape = nodeShape(child.nodeName);
    if (childShape === null) continue;
    mendAttributes(child, childShape);
    mendChildren(child, childShape);
    if (isEmptyShell(child)) parent.delete(index, 1);
  }
  const names = (parent.toArray() as unknown[]).map((child) =>
    child instanceof Y.XmlElement ? child.nodeName : 'text',
  );
  // Only where an empty paragraph in front is all that is missing.
  if (!contentFits(shape, names) && contentFits(shape, ['paragraph', ...names])) {
    parent.insert(0, [new Y.XmlElement('paragraph')]);
  }
}

/** A value no editor can live with (a cell over 1,000 columns) gives way to the default. */
function mendAttributes(element: Y.XmlElement, shape: NodeShape): void {
  for (const [name, value] of Object.entries(element.getAttributes() as Record<string, unknown>)) {
    const attribute = Object.hasOwn(shape.attrs, name) ? shape.attrs[name]! : null;
    if (attribute !== null && !safeParse(attribute.schema, value).success) element.removeAttribute(name);
  }
}

/** Holds nothing and would be nothing with a paragraph either; cells keep their place in the table. */
function isEmptyShell(element: Y.XmlElement): boolean {
  return (
    element.length === 0 && ['bulletList', 'orderedList', 'taskList', 'table'].includes(element.nodeName)
  );
}
