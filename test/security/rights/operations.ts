import * as Y from 'yjs';
import {
  KINDS,
  voteKey,
  type Field,
  type FieldRule,
  type KindName,
  type RootShape,
  type Rules,
} from '@clapper/documents';
import type {
  Actors,
  RecordSamples,
  RightsTable,
  VoteSamples,
} from '../../../packages/documents/src/rights-table.ts';
import { oldJson, putItem, subdocument, tombstone, unseen, value } from './raw-items.ts';
import { overLimit, wrongValue } from './wrong-values.ts';

/** One thing somebody could do to a document, as a change of a doc that nobody has checked. */
export interface Operation {
  /** `<root>[.<field>] · <what>` */
  name: string;
  /** The update that does it, by somebody who has this doc. */
  update(doc: Y.Doc, actors: Actors): Uint8Array;
  /** Under which Yjs client id: a fresh one that wins over others, one that loses, or one that is somebody else's. */
  as: 'winner' | 'loser' | 'other';
}

/** Every operation there is on a kind: made from what it declares, so that a new field brings its own cells. */
export function operationsOf({ kind, samples }: RightsTable): Operation[] {
  const { roots, rules }: { roots: Readonly<Record<string, RootShape>>; rules: Rules } = KINDS[kind];
  const named = Object.entries(roots).flatMap(([root, shape]): Operation[] => {
    const sample = samples[root];
    switch (shape.type) {
      case 'any':
        return anyOperations(root);
      case 'votes':
        if (sample === undefined || !('first' in sample)) throw new Error(`No samples of ${kind}.${root}.`);
        return voteOperations(root, shape, sample);
      case 'map':
      case 'records': {
        if (sample === undefined || 'first' in sample) throw new Error(`No samples of ${kind}.${root}.`);
        const root_ = { root, fields: shape.fields, rules: fieldRules(rules, root), samples: sample };
        return shape.type === 'map' ? mapOperations(root_) : recordOperations(root_);
      }
      default:
        return shape satisfies never;
    }
  });
  return [...named, ...documentOperations(kind, samples)];
}

/**
 * What somebody made in the document before anything is tried: a record of each kind, a vote on each thing; or what
 * somebody else made where theirs would be, and no votes, since nobody casts another's.
 */
export function prepare(
  doc: Y.Doc,
  { kind, samples }: RightsTable,
  actors: Actors,
  { by = actors, only = () => true }: { by?: Actors; only?: (rule: Rules[string]) => boolean } = {},
): void {
  const { roots, rules }: { roots: Readonly<Record<string, RootShape>>; rules: Rules } = KINDS[kind];
  for (const [root, shape] of Object.entries(roots)) {
    const sample = samples[root];
    const rule = rules[root];
    // Nobody makes what the server alone writes.
    if (rule !== undefined && 'write' in rule && rule.write === 'server') continue;
    if (rule !== undefined && !only(rule)) continue;
    if (shape.type === 'any') doc.getMap('others').set('key', 'of somebody');
    if (shape.type === 'records' && sample !== undefined && !('first' in sample)) {
      doc.getMap(root).set(idsOf(sample, actors, doc).own, newRecord(shape.fields, sample, by));
    }
    if (by === actors && shape.type === 'votes' && sample !== undefined && 'first' in sample) {
      doc.getMap(root).set(voteKey({ subject: 'judged', user: actors.me }), sample.first);
    }
  }
}

/** Whether somebody who came through a link makes what a root holds. */
export function byGuests(rule: Rules[string]): boolean {
  if ('create' in rule) return rule.create === 'reviewer';
  return 'write' in rule && rule.write === 'reviewer' && !('guests' in rule);
}

interface DeclaredRoot {
  root: string;
  fields: Readonly<Record<string, Field>>;
  rules: Readonly<Record<string, FieldRule>>;
  samples: RecordSamples;
}

function recordOperations(declared: DeclaredRoot): Operation[] {
  const { root, fields, samples } = declared;
  const target = (which: 'own' | 'others') => (doc: Y.Doc, actors: Actors) =>
    recordIn(doc, declared, actors, which);
  const at = (doc: Y.Doc, id: string, content: Y.Item['content']): void =>
    putItem(doc, doc.getMap(root), id, content);
  const made = (actors: Actors): Y.Map<unknown> => newRecord(fields, samples, actors);
  return [
    op(`${root} · create`, (doc, actors) => doc.getMap(root).set('new', made(actors))),
    op(`${root} · create with an unknown field`, (doc, actors) => {
      const record = made(actors);
      record.set('undeclared', 1);
      doc.getMap(root).set('new-field', record);
    }),
    op(`${root} · create a plain value`, (doc) => doc.getMap(root).set('new-plain', 'no record')),
    op(`${root} · create another shared type`, (doc) =>
      doc.getMap(root).set('new-text', new Y.Text('no record')),
    ),
    op(`${root} · create a subdocument`, (doc) => at(doc, 'new-doc', subdocument())),
    op(`${root} · create ContentJSON`, (doc) => at(doc, 'new-json', oldJson({ no: 'record' }))),
    op(`${root} · add a list item`, (doc) => putItem(doc, doc.getMap(root), null, value('in a map'))),
    op(`${root} · set an unknown field`, (doc, actors) => target('own')(doc, actors).set('undeclared', 1)),
    ...(['own', 'others'] as const).flatMap((which) => {
      const id = (doc: Y.Doc, actors: Actors): string => idsOf(samples, actors, doc)[which];
      const whose = which === 'own' ? 'own' : 'others’';
      return [
        op(`${root} · remove ${whose}`, (doc, actors) => doc.getMap(root).delete(id(doc, actors))),
        op(`${root} · replace ${whose}`, (doc, actors) =>
          doc.getMap(root).set(id(doc, actors), made(actors)),
        ),
        op(`${root} · tombstone over ${whose}`, (doc, actors) => at(doc, id(doc, actors), tombstone())),
      ];
    }),
    ...Object.keys(fields).flatMap((field) => [
      ...fieldOperations(declared, field, target('own'), target('others')),
      ...creationOperations(declared, field),
    ]),
  ];
}

/** Leaving out what a record cannot do without, and making it in another's name. */
function creationOperations({ root, fields, rules, samples }: DeclaredRoot, name: string): Operation[] {
  const field = fields[name]!;
  const operations: Operation[] = [];
  if (field.holds === 'value' && field.fallback === null && samples.made !== undefined) {
    operations.push(
      op(`${root}.${name} · left out of a new one`, (doc, actors) => {
        const { [name]: _left, ...rest } = samples.made!(actors);
        const record = newRecord(fields, { ...samples, made: () => rest }, actors);
        doc.getMap(root).set(`new-without-${name}`, record);
      }),
    );
  }
  const { made } = samples;
  const sample = { me: 'me', other: 'other', myName: 'me', otherName: 'other' };
  if (field.holds === 'value' && made !== undefined && !Object.hasOwn(made(sample), name)) {
    operations.push(
      op(`${root}.${name} · set in a new one`, (doc, actors) => {
        const all = { ...made(actors), [name]: samples.changed(actors)[name] };
        doc.getMap(root).set(`new-with-${name}`, newRecord(fields, { ...samples, made: () => all }, actors));
      }),
    );
  }
  if (typeof rules[name]?.value === 'string' && samples.made !== undefined) {
    operations.push(
      op(`${root}.${name} · forged in a new one`, (doc, actors) => {
        const made = () => ({ ...samples.made!(actors), [name]: actors.other });
        doc.getMap(root).set(`new-by-another`, newRecord(fields, { ...samples, made }, actors));
      }),
    );
  }
  return operations;
}

function mapOperations(declared: DeclaredRoot): Operation[] {
  const { root, fields } = declared;
  const map = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(root);
  return [
    op(`${root} · set an unknown field`, (doc) => map(doc).set('undeclared', 1)),
    op(`${root} · add a list item`, (doc) => putItem(doc, map(doc), null, value('in a map'))),
    ...Object.keys(fields).flatMap((field) => fieldOperations(declared, field, map, map)),
  ];
}

type Target = (doc: Y.Doc, actors: Actors) => Y.Map<unknown>;

function fieldOperations(declared: DeclaredRoot, name: string, own: Target, others: Target): Operation[] {
  const field = declared.fields[name]!;
  const { root, samples, rules } = declared;
  const named = (what: string, change: Parameters<typeof op>[1]): Operation =>
    op(`${root}.${name} · ${what}`, change);
  const put = (target: Target, content: () => Y.Item['content']) => (doc: Y.Doc, actors: Actors) =>
    putItem(doc, target(doc, actors), name, content());
  /** As somebody who has not seen it; who merged it since, and says that it is gone; the same, from behind. */
  const blind = (what: string, content: (actors: Actors) => Y.Item['content']): Operation[] => {
    const how = (as: Operation['as'], deletes: boolean, more: string): Operation => ({
      name: `${root}.${name} · ${what} others’ ${more}`,
      as,
      update: (doc, actors) =>
        unseen(doc, { parent: others(doc, actors), key: name, deletes }, content(actors)),
    });
    return [
      how('winner', false, 'unseen'),
      how('winner', true, 'unseen and say so'),
      how('loser', true, 'from behind'),
    ];
  };
  const shared = [
    named('remove own', (doc, actors) => {
      const record = own(doc, actors);
      // What is not there yet is made first by nobody: the bytes of a removal name an item.
      if (record.has(name)) record.delete(name);
      else putItem(doc, record, name, tombstone());
    }),
    named('tombstone over others’', put(others, tombstone)),
    named('set a subdocument', put(own, subdocument)),
    named(
      'set ContentJSON',
      put(own, () => oldJson({ of: 'old' })),
    ),
    named(
      'set bytes',
      put(own, () => new Y.ContentBinary(new Uint8Array(8))),
    ),
    named(
      'set several values',
      put(own, () => new Y.ContentAny(['a', 'b'])),
    ),
    named('set another shared type', (doc, actors) => own(doc, actors).set(name, new Y.Array())),
  ];
  switch (field.holds) {
    case 'value': {
      const changed = (actors: Actors): unknown => {
        const all = samples.changed(actors);
        if (!Object.hasOwn(all, name)) throw new Error(`No sample of ${root}.${name}.`);
        return all[name];
      };
      // Samples differ by actor in their ids alone; what can be tried is the same for everybody.
      const sample = changed({ me: 'me', other: 'other', myName: 'me', otherName: 'other' });
      const over = overLimit(field.schema, sample);
      const forged = forgery(rules[name]);
      return [
        named('change own', (doc, actors) => own(doc, actors).set(name, changed(actors))),
        named('change others’', (doc, actors) => others(doc, actors).set(name, changed(actors))),
        ...blind('overwrite', (actors) => value(changed(actors))),
        named('set a wrong type', (doc, actors) => own(doc, actors).set(name, wrongValue(field.schema))),
        ...(over === undefined
          ? []
          : [named('set over its limit', (doc, actors) => own(doc, actors).set(name, over))]),
        ...(isRecord(sample)
          ? [
              named('set with an unknown key', (doc, actors) =>
                own(doc, actors).set(name, { ...(changed(actors) as object), undeclared: 'x'.repeat(1_000) }),
              ),
            ]
          : []),
        ...(forged === null
          ? []
          : [
              named('set in another’s name', (doc, actors) =>
                own(doc, actors).set(name, forged(changed(actors), actors.other)),
              ),
            ]),
        ...shared,
      ];
    }
    case 'text':
      return [
        named('change own', (doc, actors) => textOf(own(doc, actors), name).insert(0, '비')),
        named('change others’', (doc, actors) => textOf(others(doc, actors), name).insert(0, '비')),
        named('empty others’', (doc, actors) => {
          const text = textOf(others(doc, actors), name);
          text.delete(0, text.length);
        }),
        named('write over its limit', (doc, actors) =>
          textOf(own(doc, actors), name).insert(0, 'x'.repeat(field.max + 1)),
        ),
        named('format', (doc, actors) => textOf(own(doc, actors), name).format(0, 1, { bold: true })),
        named('embed', (doc, actors) => textOf(own(doc, actors), name).insertEmbed(0, { image: 'x' })),
        named('replace own', (doc, actors) => own(doc, actors).set(name, new Y.Text('other words'))),
        ...blind('replace', () => new Y.ContentType(new Y.Text())),
        named('set a plain value', (doc, actors) => own(doc, actors).set(name, 'plain')),
        ...shared,
      ];
    case 'fragment':
      return [
        named('change own', (doc, actors) => pageOf(own(doc, actors), name).insert(0, [paragraph('비')])),
        named('change others’', (doc, actors) =>
          pageOf(others(doc, actors), name).insert(0, [paragraph('비')]),
        ),
        named('empty others’', (doc, actors) => {
          const page = pageOf(others(doc, actors), name);
          page.delete(0, page.length);
        }),
        named('draw an unknown node', (doc, actors) =>
          pageOf(own(doc, actors), name).insert(0, [new Y.XmlElement('hologram')]),
        ),
        named('draw an unknown mark', (doc, actors) =>
          wordsOf(own(doc, actors), name).format(0, 1, { neon: {} }),
        ),
        named('link to a script', (doc, actors) =>
          wordsOf(own(doc, actors), name).format(0, 1, { link: { href: 'javascript:alert(1)' } }),
        ),
        named('set a size out of all proportion', (doc, actors) => {
          const heading = new Y.XmlElement('heading');
          heading.setAttribute('level', 1e9 as unknown as string);
          pageOf(own(doc, actors), name).insert(0, [heading]);
        }),
        named('nest a map', (doc, actors) =>
          pageOf(own(doc, actors), name).insert(0, [new Y.Map() as unknown as Y.XmlElement]),
        ),
        named('embed', (doc, actors) => wordsOf(own(doc, actors), name).insertEmbed(0, { image: 'x' })),
        named('replace own', (doc, actors) => own(doc, actors).set(name, new Y.XmlFragment())),
        ...blind('replace', () => new Y.ContentType(new Y.XmlFragment())),
        named('set a plain value', (doc, actors) => own(doc, actors).set(name, 'plain')),
        ...shared,
      ];
    default:
      return field satisfies never;
  }
}

function voteOperations(
  root: string,
  shape: Extract<RootShape, { type: 'votes' }>,
  { first, changed }: VoteSamples,
): Operation[] {
  const votes = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(root);
  const key = (user: string, subject = 'judged'): string => voteKey({ subject, user });
  const put = (doc: Y.Doc, at: string, content: Y.Item['content']): void =>
    putItem(doc, votes(doc), at, content);
  /** What is not there is made first by nobody: the bytes of a removal name an item. */
  const remove = (doc: Y.Doc, at: string): void => {
    if (votes(doc).has(at)) votes(doc).delete(at);
    else put(doc, at, tombstone());
  };
  const over = overLimit(shape.value, first);
  return [
    op(`${root} · set own first`, (doc, { me }) => votes(doc).set(key(me, 'new'), first)),
    op(`${root} · change own`, (doc, { me }) => votes(doc).set(key(me), changed)),
    op(`${root} · remove own`, (doc, { me }) => remove(doc, key(me))),
    op(`${root} · set as another`, (doc, { other }) => votes(doc).set(key(other, 'new'), first)),
    op(`${root} · change another’s`, (doc, { other }) => votes(doc).set(key(other), changed)),
    {
      name: `${root} · overwrite another’s unseen`,
      as: 'winner',
      update: (doc, { other }) =>
        unseen(doc, { parent: votes(doc), key: key(other), deletes: false }, value(changed)),
    },
    op(`${root} · remove another’s`, (doc, { other }) => remove(doc, key(other))),
    op(`${root} · tombstone over another’s`, (doc, { other }) => put(doc, key(other), tombstone())),
    op(`${root} · set under nobody’s key`, (doc) => votes(doc).set('nobody', first)),
    op(`${root} · set under a key of three parts`, (doc, { me }) => votes(doc).set(`a/b/${me}`, first)),
    op(`${root} · set a wrong type`, (doc, { me }) => votes(doc).set(key(me), wrongValue(shape.value))),
    ...(over === undefined
      ? []
      : [op(`${root} · set over its limit`, (doc, { me }) => votes(doc).set(key(me), over))]),
    ...(isRecord(first)
      ? [
          op(`${root} · set with an unknown key`, (doc, { me }) =>
            votes(doc).set(key(me), { ...first, undeclared: 1 }),
          ),
        ]
      : []),
    op(`${root} · set a shared type`, (doc, { me }) => votes(doc).set(key(me), new Y.Map())),
    op(`${root} · set a subdocument`, (doc, { me }) => put(doc, key(me), subdocument())),
    op(`${root} · set ContentJSON`, (doc, { me }) => put(doc, key(me), oldJson(first))),
    op(`${root} · add a list item`, (doc) => putItem(doc, votes(doc), null, value('in a map'))),
  ];
}

/** A document without a schema: whatever a Yjs program may put there. */
function anyOperations(root: string): Operation[] {
  return [
    op(`${root} · set a key`, (doc) => doc.getMap('map').set('key', 1)),
    op(`${root} · nest a type`, (doc) =>
      doc.getMap('map').set('nested', new Y.Map([['text', new Y.Text('x')]])),
    ),
    op(`${root} · write text`, (doc) => doc.getText('text').insert(0, 'x')),
    op(`${root} · add to a list`, (doc) => doc.getArray('list').push([{ any: 'thing' }])),
    op(`${root} · draw a page`, (doc) => doc.getXmlFragment('page').insert(0, [paragraph('x')])),
    op(`${root} · delete another’s`, (doc) => doc.getMap('others').delete('key')),
    op(`${root} · set a subdocument`, (doc) => putItem(doc, doc.getMap('map'), 'sub', subdocument())),
    op(`${root} · set ContentJSON`, (doc) => putItem(doc, doc.getMap('map'), 'old', oldJson(1))),
  ];
}

function documentOperations(kind: KindName, samples: RightsTable['samples']): Operation[] {
  const leased = op(`${kind} · write under another’s lease`, (doc, actors) =>
    ordinary(doc, kind, samples, actors, 'new-leased'),
  );
  // No schema: there is nothing that it would not hold.
  if (KINDS[kind].schemaVersion === 0) return [{ ...leased, as: 'other' }];
  return [
    { ...leased, as: 'other' },
    op(`${kind} · something ordinary and an unknown root in one`, (doc, actors) => {
      ordinary(doc, kind, samples, actors, 'new-mixed');
      doc.getMap('undeclared').set('key', 1);
    }),
    op(`${kind} · write an unknown root`, (doc) => doc.getMap('undeclared').set('key', 1)),
    op(`${kind} · list in an unknown root`, (doc) => doc.getArray('undeclared').push([1])),
    op(`${kind} · type in an unknown root`, (doc) => doc.getText('undeclared').insert(0, 'x')),
  ];
}

/** What whoever writes in such a document at all may do: were it not for what comes with it. */
function ordinary(
  doc: Y.Doc,
  kind: KindName,
  samples: RightsTable['samples'],
  actors: Actors,
  id: string,
): void {
  for (const [root, shape] of Object.entries<RootShape>(KINDS[kind].roots)) {
    const sample = samples[root];
    if (shape.type === 'any') return void doc.getMap('map').set(id, 1);
    if (shape.type !== 'records' || sample === undefined || 'first' in sample) continue;
    return void doc.getMap(root).set(id, newRecord(shape.fields, sample, actors));
  }
  throw new Error(`Nothing ordinary is known of ${kind}.`);
}

function op(name: string, change: (doc: Y.Doc, actors: Actors) => unknown): Operation {
  return { name, as: 'winner', update: (doc, actors) => updateOf(doc, () => change(doc, actors)) };
}

/** The bytes of one transaction. */
function updateOf(doc: Y.Doc, change: () => unknown): Uint8Array {
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array): void => void updates.push(update);
  doc.on('update', collect);
  doc.transact(change);
  doc.off('update', collect);
  if (updates.length !== 1) throw new Error('It changes nothing.');
  return updates[0]!;
}

function idsOf({ ids }: RecordSamples, actors: Actors, doc: Y.Doc): { own: string; others: string } {
  return ids?.(actors, doc) ?? { own: `of-${actors.me}`, others: `of-${actors.other}` };
}

function recordIn(
  doc: Y.Doc,
  { root, samples }: DeclaredRoot,
  actors: Actors,
  which: 'own' | 'others',
): Y.Map<unknown> {
  const record = doc.getMap(root).get(idsOf(samples, actors, doc)[which]);
  if (!(record instanceof Y.Map))
    throw new Error(`The record to be tried on is not there: ${root}, ${which}.`);
  return record;
}

function newRecord(
  fields: Readonly<Record<string, Field>>,
  { made }: RecordSamples,
  actors: Actors,
): Y.Map<unknown> {
  const record = new Y.Map(Object.entries(made?.(actors) ?? {}));
  for (const [name, { holds }] of Object.entries(fields)) {
    if (holds === 'text') record.set(name, new Y.Text('말'));
    if (holds === 'fragment') {
      const page = new Y.XmlFragment();
      page.insert(0, [paragraph('말')]);
      record.set(name, page);
    }
  }
  return record;
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function textOf(record: Y.Map<unknown>, field: string): Y.Text {
  return record.get(field) as Y.Text;
}

function pageOf(record: Y.Map<unknown>, field: string): Y.XmlFragment {
  return record.get(field) as Y.XmlFragment;
}

/** The words that every record here is made with. */
function wordsOf(record: Y.Map<unknown>, field: string): Y.XmlText {
  return (pageOf(record, field).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

function fieldRules(rules: Rules, root: string): Readonly<Record<string, FieldRule>> {
  const rule = rules[root];
  return rule !== undefined && 'fields' in rule ? rule.fields : {};
}

/** What the value becomes when it names somebody else where it must name its writer. */
function forgery(rule: FieldRule | undefined): ((value: unknown, other: string) => unknown) | null {
  const facts = rule?.value;
  if (facts === undefined) return null;
  if (typeof facts === 'string') return (_value, other) => other;
  return (value, other) => ({
    ...(value as object),
    ...Object.fromEntries(Object.keys(facts).map((key) => [key, other])),
  });
}

function isRecord(sample: unknown): sample is Record<string, unknown> {
  return typeof sample === 'object' && sample !== null && !Array.isArray(sample);
}
