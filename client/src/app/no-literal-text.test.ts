import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Attributes that people read or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'error',
  'label',
  'placeholder',
  'title',
]);
/** Letters printed on keys and on the swatches of the sheet: the same in every language. */
const SAME_EVERYWHERE = new Set(['T', 'D', 'Del']);

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Text in JSX that is not a translation: what stands between tags, and attributes that are read out. */
function literals(source: string): string[] {
  const { program, errors } = parseSync('page.tsx', source);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const found: string[] = [];
  const keep = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}/u.test(text) && !SAME_EVERYWHERE.has(text.trim()))
      found.push(text.trim());
  };
  walk(program as unknown as Node, (node) => {
    if (node.type === 'JSXText') keep(node['value']);
    if (node.type !== 'JSXAttribute') return;
    const name = (node['name'] as { name?: unknown }).name;
    if (typeof name !== 'string' || !SPOKEN.has(name)) return;
    for (const text of stringsOf(node['value'] as Node | null)) keep(text);
  });
  return found;
}

/** `"text"`, `{'text'}`, `{a ? 'text' : other}`, and the words of a template; not what is handed to a call. */
function stringsOf(value: Node | null): string[] {
  if (value === null) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' ? [value['value']] : [];
    case 'JSXExpressionContainer':
      return stringsOf(value['expression'] as Node);
    case 'ConditionalExpression':
      return [...stringsOf(value['consequent'] as Node), ...stringsOf(value['alternate'] as Node)];
    case 'TemplateLiteral':
      return (value['quasis'] as { value: { cooked: string } }[]).map((part) => part.value.cooked);
    default:
      return [];
  }
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node)) {
    for (const item of Array.isArray(child) ? child : [child])
      if (typeof item === 'object' && item !== null && 'type' in item) walk(item as Node, visit);
  }
}

const source = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync('**/*.tsx', { cwd: source }).filter((file) => !file.includes('/testing/'));

describe('no literal text in JSX', () => {
  test('the scan finds text between tags and in attributes that are read out', () => {
    expect(
      literals(`
        const page = <main aria-label="Board" className="wide">
          <h1>Shots</h1>
          <input placeholder={empty ? 'Find' : t('find')} title={\`\${count} left\`} />
          <p>{t('words')} · {count}</p>
        </main>;`),
    ).toEqual(['Board', 'Shots', 'Find', 'left']);
  });

  test.each(pages)('%s', (file) => {
    expect(literals(readFileSync(`${source}${file}`, 'utf8'))).toEqual([]);
  });
});
