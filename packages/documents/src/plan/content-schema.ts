import { isUuid } from '@clapper/protocol';
import { z } from 'zod';
import { isDate } from '../calendar/dates.ts';

/**
 * The rich text a stage may hold: names, attributes, defaults and content expressions exactly as the
 * editor's extensions declare them. An editor that meets anything else deletes it for everybody while
 * rendering, so this table decides whether one is let near a page. A new node, mark or attribute is a
 * new schema version.
 */
export interface NodeShape {
  /** ProseMirror's content expression; '' for leaves. */
  content: string;
  /** Space-separated groups, named in other nodes' expressions. */
  group: string;
  /** Whether the text inside may carry marks. */
  marks: boolean;
  attrs: Readonly<Record<string, AttributeShape>>;
}

export interface MarkShape {
  attrs: Readonly<Record<string, AttributeShape>>;
}

export interface AttributeShape {
  /** What the editor assumes when it is missing. null is never written on a node. */
  default: unknown;
  /** What an editor can live with: loose, for a page that does not fit is shown read-only. */
  schema: z.core.$ZodType;
}

export const CALLOUT_KINDS = ['note', 'warning', 'idea'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

export const HEADING_LEVELS = [1, 2, 3] as const;

/** Rows and columns one cell may span: a table is laid out cell by cell, with more of them a page hangs. */
const MAX_SPAN = 100;

/** Whatever a paste brought along: an editor keeps it, and refusing it would lock the page. */
const anyText = z.string().nullable();

/** What a chip stands for. Nobody wrote it by hand: a paste knows it or brings words instead. */
const target = z.string().refine(isUuid, 'It is no id.');
const day = z.string().refine(isDate, 'It is no day.');
/** As long as any name of a person or a shot may be. */
const MAX_CHIP_NAME = 255;
const chipName = {
  default: '',
  schema: z
    .string()
    .max(MAX_CHIP_NAME)
    .regex(/^[^\r\n]*$/),
};

const BLOCK = 'block';
const none = {} as const;

const cellAttributes = {
  colspan: { default: 1, schema: z.int().min(1).max(MAX_SPAN) },
  rowspan: { default: 1, schema: z.int().min(1).max(MAX_SPAN) },
  colwidth: { default: null, schema: z.array(z.number()).max(MAX_SPAN).nullable() },
  align: { default: null, schema: anyText },
};

export const PLAN_NODES = {
  doc: { content: 'block+', group: '', marks: true, attrs: none },
  paragraph: { content: 'inline*', group: BLOCK, marks: true, attrs: none },
  heading: {
    content: 'inline*',
    group: BLOCK,
    marks: true,
    attrs: { level: { default: 1, schema: z.literal(HEADING_LEVELS) } },
  },
  bulletList: { content: 'listItem+', group: 'block list', marks: true, attrs: none },
  orderedList: {
    content: 'listItem+',
    group: 'block list',
    marks: true,
    attrs: {
      start: { default: 1, schema: z.number() },
      type: { default: null, schema: anyText },
    },
  },
  listItem: { content: 'paragraph block*', group: '', marks: true, attrs: none },
  taskList: { content: 'taskItem+', group: 'block list', marks: true, attrs: none },
  taskItem: {
    content: 'paragraph block*',
    group: '',
    marks: true,
    attrs: { checked: { default: false, schema: z.boolean() } },
  },
  blockquote: { content: 'block+', group: BLOCK, marks: true, attrs: none },
  callout: {
    content: 'block+',
    group: BLOCK,
    marks: true,
    attrs: { kind: { default: 'note', schema: z.enum(CALLOUT_KINDS) } },
  },
  codeBlock: {
    content: 'text*',
    group: BLOCK,
    marks: false,
    attrs: { language: { default: null, schema: anyText } },
  },
  horizontalRule: { content: '', group: BLOCK, marks: true, attrs: none },
  table: { content: 'tableRow+', group: BLOCK, marks: true, attrs: none },
  tableRow: { content: '(tableCell | tableHeader)*', group: '', marks: true, attrs: none },
  tableHeader: { content: 'block+', group: '', marks: true, attrs: cellAttributes },
  tableCell: { content: 'block+', group: '', marks: true, attrs: cellAttributes },
  hardBreak: { content: '', group: 'inline', marks: true, attrs: none },
  shotChip: {
    content: '',
    group: 'inline',
    marks: true,
    attrs: { shot: { default: null, schema: target }, name: chipName },
  },
  personChip: {
    content: '',
    group: 'inline',
    marks: true,
    attrs: { person: { default: null, schema: target }, name: chipName },
  },
  dateChip: {
    content: '',
    group: 'inline',
    marks: true,
    attrs: { date: { default: null, schema: day } },
  },
  text: { content: '', group: 'inline', marks: true, attrs: none },
} as const satisfies Record<string, NodeShape>;

export type PlanNode = keyof typeof PLAN_NODES;

export const PLAN_MARKS = {
  bold: { attrs: none },
  italic: { attrs: none },
  underline: { attrs: none },
  strike: { attrs: none },
  code: { attrs: none },
  highlight: { attrs: none },
  link: {
    attrs: {
      href: { default: null, schema: anyText },
      target: { default: '_blank', schema: anyText },
      rel: { default: 'noopener noreferrer nofollow', schema: anyText },
      class: { default: null, schema: anyText },
      title: { default: null, schema: anyText },
    },
  },
} as const satisfies Record<string, MarkShape>;

export type PlanMark = keyof typeof PLAN_MARKS;

export function nodeShape(name: string): NodeShape | null {
  return Object.hasOwn(PLAN_NODES, name) ? PLAN_NODES[name as PlanNode] : null;
}

export function markShape(name: string): MarkShape | null {
  return Object.hasOwn(PLAN_MARKS, name) ? PLAN_MARKS[name as PlanMark] : null;
}

const expressions = new Map<string, RegExp>();

/** Whether a node may hold these children, in this sequence; consecutive text counts as one. */
export function contentFits(parent: NodeShape, children: readonly string[]): boolean {
  let expression = expressions.get(parent.content);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${parent.content.replace(/\w+/g, alternatives).replaceAll(' ', '')})$`);
    expressions.set(parent.content, expression);
  }
  return expression.test(children.map((child) => `${child};`).join(''));
}

/** A name of an expression as the part of a pattern over `paragraph;heading;…`. */
function alternatives(name: string): string {
  const names = Object.entries(PLAN_NODES)
    .filter(([node, shape]) => node === name || shape.group.split(' ').includes(name))
    .map(([node]) => node);
  return `(?:(?:${names.join('|')});)`;
}

/**
 * The mark an attribute of a text names. The binding writes marks that do not exclude themselves as
 * `name--<hash>` and reads both.
 */
export function markName(attribute: string): string {
  return /^(.*)--[a-zA-Z0-9+/=]{8}$/.exec(attribute)?.[1] ?? attribute;
}
