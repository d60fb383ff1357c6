import { safeParse } from 'zod';
import * as Y from 'yjs';
import type { Problem } from '../define-document.ts';
import {
  contentFits,
  markName,
  markShape,
  nodeShape,
  PLAN_NODES,
  type AttributeShape,
  type NodeShape,
} from './content-schema.ts';

/**
 * The first thing in a page that the editor's schema cannot hold, or null. Asked before an editor
 * binds: a binding deletes what it cannot build, as an edit for everybody.
 */
export function planProblem(fragment: Y.XmlFragment, path = ''): Problem | null {
  return contentProblem(fragment, PLAN_NODES.doc, path);
}

function contentProblem(parent: Y.XmlFragment, shape: NodeShape, path: string): Problem | null {
  const names: string[] = [];
  const children = parent.toArray() as unknown[];
  for (const [index, child] of children.entries()) {
    const at = path === '' ? `${index}` : `${path}/${index}`;
    if (child instanceof Y.XmlText) {
      const problem = textProblem(child, shape, at);
      if (problem !== null) return problem;
      // The binding makes no node of an empty text, and one of two that stand side by side.
      if (child.length > 0 && names.at(-1) !== 'text') names.push('text');
      continue;
    }
    if (!(child instanceof Y.XmlElement)) return unknown(at, 'Something that is neither element nor text.');
    const problem = elementProblem(child, at);
    if (problem !== null) return problem;
    names.push(child.nodeName);
  }
  if (contentFits(shape, names)) return null;
  return {
    path,
    code: 'misplaced_content',
    message: `It holds ${names.join(', ') || 'nothing'} and needs ${shape.content || 'to be empty'}.`,
  };
}

function elementProblem(element: Y.XmlElement, path: string): Problem | null {
  const shape = nodeShape(element.nodeName);
  if (shape === null || element.nodeName === 'doc' || element.nodeName === 'text') {
    return unknown(path, `The node ${element.nodeName}.`);
  }
  return (
    attributesProblem(element.getAttributes(), shape.attrs, `${path}:${element.nodeName}`) ??
    contentProblem(element, shape, path)
  );
}

function textProblem(text: Y.XmlText, parent: NodeShape, path: string): Problem | null {
  for (const run of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof run.insert !== 'string') return unknown(path, 'Something embedded in the text.');
    for (const [name, attributes] of Object.entries(run.attributes ?? {})) {
      const mark = markShape(markName(name));
      if (mark === null) return unknown(path, `The mark ${name}.`);
      if (!parent.marks) {
        return { path, code: 'misplaced_content', message: `The mark ${name} where no marks may stand.` };
      }
      // Stock clients write a mark without attributes as `true`; the binding reads that as none.
      const given = typeof attributes === 'object' && attributes !== null ? attributes : {};
      const problem = attributesProblem(given, mark.attrs, `${path}:${name}`);
      if (problem !== null) return problem;
    }
  }
  return null;
}

function attributesProblem(
  given: object,
  declared: Readonly<Record<string, AttributeShape>>,
  path: string,
): Problem | null {
  for (const [name, value] of Object.entries(given)) {
    const attribute = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (attribute === undefined) return unknown(path, `The attribute ${name}.`);
    if (!safeParse(attribute.schema, value).success)
      return unknown(path, `The value of the attribute ${name}.`);
  }
  return null;
}

function unknown(path: string, what: string): Problem {
  return { path, code: 'unknown_content', message: `${what} This version does not know it.` };
}
