import { z } from 'zod';
import type { DocumentKind, RootShape } from './define-document.ts';
import type { Field } from './fields.ts';
import { PLAN_MARKS, PLAN_NODES, type AttributeShape } from './plan/content-schema.ts';
import { KINDS } from './registry.ts';
import type { FieldRule, Rules } from './rules.ts';

/** SHAPES.md, made from the declarations, so that what engineers read is what the code does. */
export function shapesMarkdown(): string {
  return `${[
    '# Shapes of the documents',
    '',
    'Generated from `src/` by `node_modules/.bin/node packages/documents/generate.ts`; a test compares.',
    'Names are keys of Yjs types; times are milliseconds, ids UUID text. *shared text* is a `Y.Text`, *rich text* a `Y.XmlFragment`, the rest plain',
    'values. Keys that this version does not know are kept and not read; new ones the server refuses.',
    '',
    ...Object.values(KINDS).flatMap((kind) => [
      `## ${kind.kind}`,
      '',
      `\`${idPattern(kind)}\` · ${kind.schemaVersion === 0 ? 'no schema' : `schema ${kind.schemaVersion}`} · read by ${
        kind.read === 'self' ? 'the user alone' : `${kind.read} and above`
      } · written by ${writerOf(kind.write)} · ${
        kind.opensWithProject ? 'opened with its project' : 'opened by itself'
      }`,
      '',
      ...Object.entries(kind.roots).flatMap(([root, shape]) => rootLines(root, shape, kind.rules)),
    ]),
    ...contentLines(),
  ].join('\n')}\n`;
}

function writerOf(write: DocumentKind['write']): string {
  if (write === 'server') return 'the server';
  return write === 'self' ? 'the server and the user' : `${write} and above`;
}

function idPattern(kind: { kind: string; scope: string; named: boolean }): string {
  return `${kind.scope === 'user' ? 'user/<user>' : '<project>'}/${kind.kind}${kind.named ? '/<name>' : ''}`;
}

function rootLines(root: string, shape: RootShape, rules: Rules): string[] {
  switch (shape.type) {
    case 'any':
      return [`Any roots: ${shape.about}.`, ''];
    case 'votes':
      return [
        `Root \`${root}\`, a \`Y.Map\` of plain values, key \`<subject>/<user>\`: ${shape.about}. ${voters(root, rules)}`,
        '',
        `Each holds ${typeName(z.toJSONSchema(shape.value))}.`,
        '',
      ];
    case 'map':
    case 'records':
      return [
        shape.type === 'map'
          ? `Root \`${root}\`, a \`Y.Map\`: ${shape.about}.`
          : `Root \`${root}\`, a \`Y.Map\` of one \`Y.Map\` per record: ${shape.about}.${removal(root, rules)}`,
        '',
        '| key | holds | default | who writes | what it is |',
        '| --- | --- | --- | --- | --- |',
        ...Object.entries(shape.fields).map(
          ([key, field]) =>
            `| \`${key}\` | ${cell(holds(field))} | ${fallback(field)} | ${writer(root, key, rules)} | ${cell(field.about)} |`,
        ),
        '',
      ];
    default:
      return shape satisfies never;
  }
}

function removal(root: string, rules: Rules): string {
  const rule = rules[root];
  if (rule === undefined || !('remove' in rule)) return '';
  const author = rule.author === undefined ? '' : ` \`${rule.author}\` says whose it is.`;
  return ` Made by ${rule.create} and above, removed by ${rule.remove}.${author}`;
}

function voters(root: string, rules: Rules): string {
  const rule = rules[root];
  if (rule === undefined || !('key' in rule)) return '';
  const who = rule.write === 'self' ? 'the user' : writerOf(rule.write);
  return `Set and removed by ${who}, each under their own id.`;
}

function holds(field: Field): string {
  switch (field.holds) {
    case 'text':
      return `shared text, ≤ ${field.max} characters`;
    case 'fragment':
      return 'rich text';
    case 'value':
      return typeName(z.toJSONSchema(field.schema));
    default:
      return field satisfies never;
  }
}

function fallback(field: Field): string {
  if (field.holds !== 'value') return '';
  return field.fallback === null ? 'required' : `\`${JSON.stringify(field.fallback.value)}\``;
}

function writer(root: string, key: string, rules: Rules): string {
  const rule = rules[root];
  if (rule === undefined) return '';
  if (!('fields' in rule)) return rule.write;
  const field: FieldRule | undefined = rule.fields[key];
  if (field === undefined) return '';
  const { write, author, once, value } = field;
  const who = write === 'nobody' || write === 'server' || write === 'self' ? write : `${write}+`;
  const writers = author === undefined ? who : write === 'nobody' ? 'author' : `author, ${who}`;
  return [writers, once === true ? 'once' : '', facts(value)].filter(Boolean).join(', ');
}

const FACT_WORDS = { writer: 'their own id', writerName: 'their own name' } as const;

function facts(value: FieldRule['value']): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return FACT_WORDS[value];
  return Object.entries(value)
    .map(([key, fact]) => `${FACT_WORDS[fact]} in \`${key}\``)
    .join(', ');
}

type Schema = z.core.JSONSchema.BaseSchema;

/** A JSON schema in a few words. */
function typeName(schema: Schema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map(typeName).join(' or ');
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeName({ ...schema, type } as Schema)).join(' or ');
  }
  switch (schema.type) {
    case 'object':
      return `{ ${Object.entries(schema.properties ?? {})
        .map(([key, value]) => `${key}: ${typeName(value as Schema)}`)
        .join(', ')} }`;
    case 'array':
      return `list of ${typeName((schema.items ?? {}) as Schema)}`;
    case 'string':
      return schema.maxLength === undefined
        ? (schema.format ?? 'text')
        : `text, ≤ ${schema.maxLength} characters`;
    case 'number':
    case 'integer':
      return `${schema.type}${range(schema)}`;
    default:
      return schema.type ?? 'anything';
  }
}

function range({ minimum, maximum }: Schema): string {
  const from = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? null : minimum;
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum;
  if (from === null && to === null) return '';
  return to === null ? ` ≥ ${from}` : ` ${from ?? ''}–${to}`;
}

function contentLines(): string[] {
  return [
    '## Rich text of the plan',
    '',
    'As ProseMirror’s binding for Yjs writes it: a node is a `Y.XmlElement` with its attributes, text a',
    '`Y.XmlText` whose formatting attributes are the marks. Anything else keeps an editor read-only.',
    '',
    '| node | holds | group | attributes |',
    '| --- | --- | --- | --- |',
    ...Object.entries(PLAN_NODES).map(
      ([name, node]) =>
        `| \`${name}\` | ${node.content === '' ? '' : `\`${cell(node.content)}\`${node.marks ? '' : ', no marks'}`} | ${node.group} | ${attributes(node.attrs)} |`,
    ),
    '',
    '| mark | attributes |',
    '| --- | --- |',
    ...Object.entries(PLAN_MARKS).map(([name, mark]) => `| \`${name}\` | ${attributes(mark.attrs)} |`),
  ];
}

function attributes(declared: Readonly<Record<string, AttributeShape>>): string {
  return Object.entries(declared)
    .map(
      ([name, { default: value, schema }]) =>
        `\`${name}\`: ${cell(typeName(z.toJSONSchema(schema)))} (\`${JSON.stringify(value)}\`)`,
    )
    .join('; ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
