import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { converge, countUpdates, docOf, replicas } from '../conformance.ts';
import { FIXTURE_FACTS } from '../fixture-facts.ts';
import {
  appendContent,
  countWords,
  fragmentText,
  mendContent,
  plan,
  planProblem,
  readStages,
  renameStage,
  setStageStatus,
  stageContent,
  stageId,
  stageOfMovedWords,
  type ContentNode,
} from './index.ts';
import { fixturesOf } from '../fixtures.ts';

const ORIGIN = 'test';
const id = (index: number): string => stageId(FIXTURE_FACTS.project, index);
const fresh = (): Y.Doc => docOf(plan.seed(FIXTURE_FACTS)!);
const page = (doc: Y.Doc, index = 0): Y.XmlFragment => stageContent(doc, id(index))!;
const words = (text: string): ContentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function element(
  name: string,
  attributes: Record<string, unknown>,
  ...children: (Y.XmlElement | Y.XmlText)[]
): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

function text(string: string, marks: Record<string, unknown> = {}): Y.XmlText {
  const made = new Y.XmlText();
  made.insert(0, string, marks);
  return made;
}

const p = (): Y.XmlElement => element('paragraph', {});
const item = (...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement =>
  element('listItem', {}, ...children);

function holding(...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('page');
  fragment.insert(0, children);
  return fragment;
}

describe('stages', () => {
  it.each([
    ['four-acts', 'ko', ['기 설정', '승 전개', '전 전환', '결 마무리']],
    ['four-acts', 'en', ['기 Setup', '승 Development', '전 Turn', '결 Resolution']],
    ['pipeline', 'ko', ['콘셉트', '대본', '스토리보드', '제작']],
    ['pipeline', 'en', ['Concept', 'Script', 'Storyboard', 'Production']],
  ] as const)('of the template %s in %s are %j', (template, language, names) => {
    const { stages, problems } = readStages(docOf(plan.seed({ ...FIXTURE_FACTS, template, language })!));
    expect(stages.map(({ label, title }) => `${label} ${title}`.trim())).toEqual(names);
    expect(stages.map(({ number, status }) => [number, status])).toEqual(
      [1, 2, 3, 4].map((n) => [n, 'draft']),
    );
    expect(problems).toEqual([]);
  });

  it('can be renamed and given a status; the same again is no update', () => {
    const doc = fresh();
    const updates = countUpdates(doc);
    renameStage(doc, id(1), ' 물이 닿는 순간 ', ORIGIN);
    renameStage(doc, id(1), '물이 닿는 순간', ORIGIN);
    setStageStatus(doc, id(1), 'review', ORIGIN);
    expect([updates.count, readStages(doc).stages[1]]).toMatchObject([
      2,
      { title: '물이 닿는 순간', status: 'review' },
    ]);
  });

  it('refuse what does not fit before anything is written', () => {
    const doc = fresh();
    const updates = countUpdates(doc);
    const refused = expect.objectContaining({ code: 'INVALID_FIELDS' });
    expect(() => renameStage(doc, id(1), 'x'.repeat(101), ORIGIN)).toThrow(refused);
    expect(() => setStageStatus(doc, id(1), 'celebrated' as never, ORIGIN)).toThrow(refused);
    expect(() => renameStage(doc, 'nobody', 'x', ORIGIN)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(updates.count).toBe(0);
  });

  it('leave out malformed ones and read bad fields as their default', () => {
    const doc = docOf(fixturesOf(plan)['broken']!);
    const { stages } = readStages(doc);
    expect(stages.map(({ title, status }) => [title, status])).toEqual([
      ['설정', 'draft'],
      ['', 'draft'],
      ['전환', 'draft'],
      ['마무리', 'draft'],
      ['', 'draft'],
    ]);
    expect([stageContent(doc, 'no-content'), stageContent(doc, 'text'), stageContent(doc, 'nobody')]).toEqual(
      [null, null, null],
    );
  });
});

describe('what an editor may bind', () => {
  it('[DV8] is every page of the fixtures but the broken ones', () => {
    for (const name of ['empty', 'filled', 'pipeline', 'many']) {
      const doc = docOf(fixturesOf(plan)[name]!);
      for (const stage of readStages(doc).stages)
        expect(planProblem(stageContent(doc, stage.id)!)).toBeNull();
    }
    const broken = docOf(fixturesOf(plan)['broken']!);
    expect([0, 1, 2, 3].map((index) => planProblem(page(broken, index))?.code)).toEqual([
      undefined,
      undefined,
      'unknown_content',
      'unknown_content',
    ]);
  });

  it.each<[string, Y.XmlFragment]>([
    [
      'text with every mark',
      holding(
        element(
          'paragraph',
          {},
          text('a', {
            bold: {},
            italic: {},
            underline: {},
            strike: {},
            code: {},
            highlight: {},
            link: { href: 'https://a.b', target: null },
          }),
        ),
      ),
    ],
    ['a mark of a stock client', holding(element('heading', { level: 3 }, text('a', { bold: true })))],
    ['a mark under a hashed name', holding(element('paragraph', {}, text('a', { 'bold--AbC123+/': {} })))],
    [
      'a break between words',
      holding(element('paragraph', {}, text('a'), element('hardBreak', {}), text('b'))),
    ],
    ['an emptied text', holding(element('paragraph', {}, text('')))],
    [
      'nested lists',
      holding(
        element('bulletList', {}, item(p(), element('orderedList', { start: 3, type: 'a' }, item(p())))),
      ),
    ],
    [
      'tasks in tasks',
      holding(
        element(
          'taskList',
          {},
          element('taskItem', { checked: true }, p(), element('taskList', {}, element('taskItem', {}, p()))),
        ),
      ),
    ],
    [
      'a table',
      holding(
        element(
          'table',
          {},
          element(
            'tableRow',
            {},
            element('tableHeader', { colspan: 2, rowspan: 1, colwidth: [100, 0] }, p()),
            element('tableCell', { align: 'center' }, p()),
          ),
        ),
      ),
    ],
    ['a callout', holding(element('callout', { kind: 'idea' }, p(), element('blockquote', {}, p())))],
    ['code', holding(element('codeBlock', { language: 'js' }, text('a')), element('horizontalRule', {}))],
    [
      'a link longer than any limit',
      holding(element('paragraph', {}, text('a', { link: { href: `https://a.b/${'x'.repeat(9_000)}` } }))),
    ],
  ])('is %s', (_, fragment) => {
    expect(planProblem(fragment)).toBeNull();
  });

  it.each<[string, Y.XmlFragment, string, string]>([
    ['an unknown node', holding(element('hologram', {})), 'unknown_content', 'hologram'],
    ['a deep one', holding(element('blockquote', {}, element('hologram', {}))), 'unknown_content', '0/0'],
    ['a name of JavaScript’s', holding(element('constructor', {})), 'unknown_content', 'constructor'],
    ['a page in a page', holding(element('doc', {}, p())), 'unknown_content', 'doc'],
    [
      'an unknown mark',
      holding(element('paragraph', {}, text('a', { neon: {} }))),
      'unknown_content',
      'neon',
    ],
    ['an unknown attribute', holding(element('paragraph', { mood: 'blue' })), 'unknown_content', 'mood'],
    [
      'an unknown attribute of a mark',
      holding(element('paragraph', {}, text('a', { link: { href: 'x', rank: 1 } }))),
      'unknown_content',
      'rank',
    ],
    [
      'a value no editor can live with',
      holding(element('table', {}, element('tableRow', {}, element('tableCell', { colspan: 1e9 }, p())))),
      'unknown_content',
      'colspan',
    ],
    ['a newer level', holding(element('heading', { level: 4 })), 'unknown_content', 'level'],
    [
      'marks in code',
      holding(element('codeBlock', {}, text('a', { bold: {} }))),
      'misplaced_content',
      'bold',
    ],
    ['text on the page itself', holding(text('a')), 'misplaced_content', 'block+'],
    ['a list of paragraphs', holding(element('bulletList', {}, p())), 'misplaced_content', 'listItem+'],
    ['a list of nothing', holding(element('taskList', {})), 'misplaced_content', 'taskItem+'],
    [
      'an item that begins with a list',
      holding(element('bulletList', {}, item(element('bulletList', {}, item(p()))))),
      'misplaced_content',
      'paragraph block*',
    ],
    ['something in a rule', holding(element('horizontalRule', {}, p())), 'misplaced_content', 'empty'],
    ['a page of nothing', holding(), 'misplaced_content', 'block+'],
  ])('is not %s', (_, fragment, code, named) => {
    const problem = planProblem(fragment);
    expect(problem?.code).toBe(code);
    expect(`${problem?.path} ${problem?.message}`).toContain(named);
  });

  it('is no text with something embedded, nor another program’s hook', () => {
    const embedded = new Y.XmlText();
    embedded.insertEmbed(0, { image: 'x' });
    expect(planProblem(holding(element('paragraph', {}, embedded)))?.code).toBe('unknown_content');
    expect(planProblem(holding(new Y.XmlHook('hook') as never))?.code).toBe('unknown_content');
  });
});

describe('mending a page', () => {
  it('takes out the list that two people emptied, one item each, and says that all is well', () => {
    const [a, b] = replicas(plan.seed(FIXTURE_FACTS)!);
    appendContent(
      page(a!),
      [
        words('stays'),
        { type: 'bulletList', content: ['1', '2'].map((n) => ({ type: 'listItem', content: [words(n)] })) },
      ],
      ORIGIN,
    );
    converge([a!, b!]);
    const list = (doc: Y.Doc): Y.XmlElement => page(doc).get(1) as Y.XmlElement;
    list(a!).delete(0, 1);
    list(b!).delete(1, 1);
    converge([a!, b!]);
    expect(planProblem(page(a!))?.code).toBe('misplaced_content');
    expect(mendContent(page(a!), ORIGIN)).toBeNull();
    expect(fragmentText(page(a!))).toBe('stays');
  });

  it('gives items and empty pages their paragraph and impossible values their default, and loses no word', () => {
    const fragment = holding(
      element('bulletList', {}, item(element('blockquote', {}, element('paragraph', {}, text('kept'))))),
      element('heading', { level: 9 }, text('too')),
      element('callout', {}),
    );
    expect(mendContent(fragment, ORIGIN)).toBeNull();
    expect(fragmentText(fragment)).toBe('kept\ntoo');
    const empty = holding();
    expect([mendContent(empty, ORIGIN), empty.length]).toEqual([null, 1]);
  });

  it('leaves alone what it does not know, and writes nothing where nothing is wrong', () => {
    const unknown = holding(element('hologram', {}, text('precious')));
    expect(mendContent(unknown, ORIGIN)?.code).toBe('unknown_content');
    expect(fragmentText(unknown)).toBe('precious');
    const doc = docOf(fixturesOf(plan)['filled']!);
    const updates = countUpdates(doc);
    for (const index of [0, 1, 2, 3]) expect(mendContent(page(doc, index), ORIGIN)).toBeNull();
    expect(updates.count).toBe(0);
  });
});

describe('appending', () => {
  it('takes the place of the one empty paragraph, then stands behind what is there', () => {
    const doc = fresh();
    const updates = countUpdates(doc);
    appendContent(page(doc), [words('one')], ORIGIN);
    appendContent(page(doc), [{ type: 'heading', content: [{ type: 'text', text: 'two' }] }], ORIGIN);
    appendContent(page(doc), [], ORIGIN);
    expect([updates.count, page(doc).toJSON()]).toEqual([
      2,
      '<paragraph>one</paragraph><heading level="1">two</heading>',
    ]);
  });

  it('writes what the editor’s binding would: one text per run, marks as attributes, defaults but no nulls', () => {
    const doc = fresh();
    const link = { type: 'link', attrs: { href: 'https://a.b' } };
    appendContent(
      page(doc),
      [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a ' },
            { type: 'text', text: 'b', marks: [{ type: 'bold' }, link] },
            { type: 'hardBreak' },
            { type: 'text', text: 'c' },
          ],
        },
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [words('d')] }] }],
        },
      ],
      ORIGIN,
    );
    const [paragraph, table] = page(doc).toArray() as Y.XmlElement[];
    expect(paragraph!.length).toBe(3);
    expect((paragraph!.get(0) as Y.XmlText).toDelta()).toEqual([
      { insert: 'a ' },
      {
        insert: 'b',
        attributes: {
          bold: {},
          link: {
            href: 'https://a.b',
            target: '_blank',
            rel: 'noopener noreferrer nofollow',
            class: null,
            title: null,
          },
        },
      },
    ]);
    const cell = (table!.get(0) as Y.XmlElement).get(0) as Y.XmlElement;
    expect(cell.getAttributes()).toEqual({ colspan: 1, rowspan: 1 });
    expect(planProblem(page(doc))).toBeNull();
  });

  it.each<[string, ContentNode[]]>([
    ['an unknown node', [{ type: 'hologram' }]],
    [
      'an unknown mark',
      [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'neon' }] }] }],
    ],
    ['an unknown attribute', [{ type: 'paragraph', attrs: { mood: 'blue' } }]],
    ['a bad value', [{ type: 'heading', attrs: { level: 4 } }]],
    ['text outside a block', [{ type: 'text', text: 'a' }]],
    ['an empty text', [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }]],
    ['a list of nothing', [{ type: 'bulletList' }]],
    [
      'a script behind a link',
      [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
          ],
        },
      ],
    ],
    [
      'somebody else’s host in two slashes',
      [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: '//evil' } }] }],
        },
      ],
    ],
  ])('refuses %s and writes nothing', (_, nodes) => {
    const doc = fresh();
    const updates = countUpdates(doc);
    expect(() => appendContent(page(doc), [words('fine'), ...nodes], ORIGIN)).toThrow(
      expect.objectContaining({ code: 'INVALID_FIELDS' }),
    );
    expect(updates.count).toBe(0);
  });
});

describe('words', () => {
  it('are one line per block, cells and items included', () => {
    const fragment = holding(
      element('heading', { level: 2 }, text('비')),
      p(),
      element(
        'table',
        {},
        element(
          'tableRow',
          {},
          element('tableCell', {}, element('paragraph', {}, text('a'))),
          element('tableCell', {}, element('paragraph', {}, text('b'))),
        ),
      ),
      element('paragraph', {}, text('one', { bold: {} }), element('hardBreak', {}), text('two')),
      element('hologram', {}, text('unknown, still words')),
    );
    expect(fragmentText(fragment)).toBe('비\na\nb\none\ntwo\nunknown, still words');
  });

  it.each([
    ['', 0, 0],
    ['  \n ', 0, 0],
    ['두 손, 한 잔', 4, 5],
    ["Don't stop: two words", 4, 18],
    ['비가 온다.\n골목의 새벽', 4, 10],
    ['👩‍👩‍👧 e\u0301 한', 2, 3],
  ])('of %j are %d, characters %d', (text, words, characters) => {
    expect(countWords(text)).toEqual({ words, characters });
  });
});

describe('words that were moved to another stage', () => {
  const QUOTE = 'Nothing is shown twice.';

  it('are found there, where they stand in one of them only', () => {
    const doc = fresh();
    expect(stageOfMovedWords(doc, id(0), QUOTE)).toBeNull();
    appendContent(page(doc, 2), [words(`Later. ${QUOTE}`)], ORIGIN);
    expect(stageOfMovedWords(doc, id(0), QUOTE)).toBe(id(2));
    // Those of the stage itself are not elsewhere.
    appendContent(page(doc, 0), [words(QUOTE)], ORIGIN);
    expect(stageOfMovedWords(doc, id(0), QUOTE)).toBe(id(2));
    appendContent(page(doc, 3), [words(QUOTE)], ORIGIN);
    expect(stageOfMovedWords(doc, id(0), QUOTE)).toBeNull();
  });

  it('are not told by a word or two', () => {
    const doc = fresh();
    appendContent(page(doc, 2), [words('the rain')], ORIGIN);
    expect(stageOfMovedWords(doc, id(0), 'the rain')).toBeNull();
  });
});
