import { PLAN_MARKS, PLAN_NODES } from '@clapper/documents';
import { getSchema } from '@tiptap/core';
import type { AttributeSpec } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';
import { planSchema } from './schema.ts';

const schema = getSchema(planSchema());

function defaults(attrs: Record<string, AttributeSpec> | null | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, spec]) => [name, spec.default as unknown]),
  );
}

function declared(attrs: Record<string, { default: unknown }>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).map(([name, attribute]) => [name, attribute.default]));
}

describe('the editor knows exactly what the plan declares', () => {
  test('nodes: names, attributes with defaults, content and groups', () => {
    const known = Object.fromEntries(
      Object.values(schema.nodes).map(({ name, spec }) => [
        name,
        {
          attrs: defaults(spec.attrs),
          content: spec.content ?? '',
          group: spec.group ?? '',
          marks: spec.marks !== '',
        },
      ]),
    );
    const wanted = Object.fromEntries(
      Object.entries(PLAN_NODES).map(([name, { attrs, content, group, marks }]) => [
        name,
        { attrs: declared(attrs), content, group, marks },
      ]),
    );
    expect(known).toEqual(wanted);
  });

  test('marks: names and attributes with defaults', () => {
    const known = Object.fromEntries(
      Object.values(schema.marks).map(({ name, spec }) => [name, defaults(spec.attrs)]),
    );
    const wanted = Object.fromEntries(
      Object.entries(PLAN_MARKS).map(([name, { attrs }]) => [name, declared(attrs)]),
    );
    expect(known).toEqual(wanted);
  });
});
