import { isAllowedLink } from '../editor/links.ts';
import { hangulLists, wordLists } from './fake-lists.ts';
import { notionTasks, notionToggles } from './notion.ts';

/** What the page understands; everything else is unwrapped, its words stay. */
const KEPT = new Set(
  (
    'P H1 H2 H3 UL OL LI BLOCKQUOTE PRE CODE HR BR TABLE TBODY THEAD TFOOT TR TH TD ' +
    'STRONG EM U S A MARK DIV LABEL INPUT'
  ).split(' '),
);
/** Gone with everything in them. */
const DROPPED =
  'script, style, meta, link, title, head, xml, template, iframe, object, embed, noscript, svg, button, select, textarea';
const RENAMED: Readonly<Record<string, string>> = {
  B: 'strong',
  I: 'em',
  INS: 'u',
  STRIKE: 's',
  DEL: 's',
  H4: 'h3',
  H5: 'h3',
  H6: 'h3',
  TT: 'code',
  KBD: 'code',
  SAMP: 'code',
};

/** Attributes that mean something to the page. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  A: ['href'],
  OL: ['start', 'type'],
  TD: ['colspan', 'rowspan'],
  TH: ['colspan', 'rowspan'],
  UL: ['data-type'],
  LI: ['data-type', 'data-checked'],
  DIV: ['data-callout'],
};

export interface CleanHtml {
  html: string;
  droppedImages: number;
}

/**
 * What other programs put on the clipboard, as the few elements the page knows: real lists for Word's and
 * Hangul's drawn ones, Notion's checkboxes as a checklist, no styles, no classes, no pictures. Pure: the
 * same markup gives the same markup. It only tidies; what may stand in a page the editor's schema decides.
 */
export function cleanHtml(html: string): CleanHtml {
  const parsed = new DOMParser().parseFromString(fragmentOf(html), 'text/html');
  const { body } = parsed;
  // Our own clipboard: exact as it is.
  if (body.querySelector('[data-pm-slice]') !== null) return { html, droppedImages: 0 };

  removeComments(body);
  const droppedImages = body.querySelectorAll('img, picture, v\\:imagedata, video').length;
  for (const image of body.querySelectorAll('img, picture, video, canvas')) image.remove();
  wordLists(body);
  hangulLists(body);
  notionTasks(body);
  notionToggles(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  styledMarks(body);
  renameAll(body);
  unwrapUnknown(body);
  dropAttributes(body);
  unwrapCells(body);
  nestLists(body);
  dropEmpty(body);
  return { html: body.innerHTML.trim(), droppedImages };
}

/** Windows wraps what was copied into markers; what is outside of them is the document's head. */
function fragmentOf(html: string): string {
  const marked = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/i.exec(html);
  // Word's list and style declarations stand in the head and are not needed: the items carry their level.
  return marked?.[1] ?? html;
}

function removeComments(root: Node): void {
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker?.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/** Google Docs and others write bold as a style, and wrap everything in a `<b>` that means nothing. */
function styledMarks(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll<HTMLElement>('*')]) {
    const { style } = element;
    const weight = style.fontWeight;
    if (
      (element.tagName === 'B' || element.tagName === 'STRONG') &&
      (weight === 'normal' || weight === '400')
    ) {
      replaceWith(element, [...element.childNodes]);
      continue;
    }
    if ((element.tagName === 'I' || element.tagName === 'EM') && style.fontStyle === 'normal') {
      replaceWith(element, [...element.childNodes]);
      continue;
    }
    if (!['SPAN', 'FONT'].includes(element.tagName)) continue;
    const marks: string[] = [];
    if (weight === 'bold' || Number(weight) >= 600) marks.push('strong');
    if (style.fontStyle === 'italic') marks.push('em');
    const lines = `${style.textDecoration} ${style.textDecorationLine}`;
    // A link is underlined by itself.
    if (lines.includes('underline') && element.closest('a') === null && element.querySelector('a') === null)
      marks.push('u');
    if (lines.includes('line-through')) marks.push('s');
    wrapContent(element, marks);
  }
}

function wrapContent(element: Element, tags: readonly string[]): void {
  for (const tag of tags) {
    const mark = element.ownerDocument.createElement(tag);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

function renameAll(body: HTMLElement): void {
  for (const [from, to] of Object.entries(RENAMED)) {
    for (const element of [...body.querySelectorAll(from)]) rename(element, to);
  }
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function unwrapUnknown(body: HTMLElement): void {
  // From the inside out, so that what is unwrapped holds finished content.
  for (const element of [...body.querySelectorAll('*')].reverse()) {
    const isCallout = element.tagName === 'DIV' && element.hasAttribute('data-callout');
    const isCheckbox = element.tagName === 'INPUT' && element.closest('li[data-type]') !== null;
    if (element.tagName === 'INPUT' && !isCheckbox) element.remove();
    else if (element.tagName === 'DIV' && !isCallout) divToLines(element);
    else if (!KEPT.has(element.tagName)) replaceWith(element, [...element.childNodes]);
    else if (element.tagName === 'A' && !isAllowedLink(element.getAttribute('href'))) {
      replaceWith(element, [...element.childNodes]);
    }
  }
}

const BLOCKS = 'p, h1, h2, h3, ul, ol, blockquote, pre, hr, table, div';

/** A div with blocks in it is only a wrapper; one with words in it is a line. */
function divToLines(element: Element): void {
  if (element.querySelector(BLOCKS) !== null) replaceWith(element, [...element.childNodes]);
  else rename(element, 'p');
}

function dropAttributes(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*')) {
    const kept = ATTRIBUTES[element.tagName] ?? [];
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  }
}

/** Cells of Google Docs hold empty wrappers; a cell without a line gets its words back. */
function unwrapCells(body: HTMLElement): void {
  for (const cell of body.querySelectorAll('td, th')) {
    for (const name of ['colspan', 'rowspan'])
      if (cell.getAttribute(name) === '1') cell.removeAttribute(name);
  }
  for (const wrapper of body.querySelectorAll('colgroup, col, caption')) wrapper.remove();
}

/** Google Docs puts an inner list beside the item it belongs to. */
function nestLists(body: HTMLElement): void {
  for (const inner of [...body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')].toReversed()) {
    const item = inner.previousElementSibling;
    if (item?.tagName === 'LI') item.append(inner);
    else {
      const holder = inner.ownerDocument.createElement('li');
      inner.before(holder);
      holder.append(inner);
    }
  }
}

/** Blank lines between paragraphs are spacing elsewhere; here paragraphs have their own. */
function dropEmpty(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll('p, strong, em, u, s, a, mark, h1, h2, h3')].reverse()) {
    const text = (element.textContent ?? '').replaceAll('\u00a0', ' ').trim();
    const onlyLine =
      element.parentElement?.matches('td, th, li') === true && element.parentElement.childElementCount === 1;
    if (text !== '' || onlyLine || element.querySelector('br, hr, table, input') !== null) continue;
    // A blank between two words may be all that a mark holds.
    if (element.matches('strong, em, u, s, a, mark') && element.textContent !== '') {
      replaceWith(element, [...element.childNodes]);
    } else {
      element.remove();
    }
  }
  for (const line of body.querySelectorAll('p')) {
    if (line.childNodes.length === 1 && line.firstElementChild?.tagName === 'BR') line.remove();
    else if (
      (line.textContent ?? '').replaceAll('\u00a0', ' ').trim() === '' &&
      line.childElementCount === 0
    ) {
      line.textContent = '';
    }
  }
  for (const lineBreak of body.querySelectorAll('br')) {
    if (
      isBetweenBlocks(lineBreak.previousSibling, 'previousSibling') &&
      isBetweenBlocks(lineBreak.nextSibling, 'nextSibling')
    ) {
      lineBreak.remove();
    }
  }
}

/** Nothing but blanks up to the next block or the end. */
function isBetweenBlocks(neighbour: Node | null, direction: 'previousSibling' | 'nextSibling'): boolean {
  for (let node = neighbour; node !== null; node = node[direction]) {
    if (node instanceof Element) return node.matches(BLOCKS);
    if ((node.textContent ?? '').trim() !== '') return false;
  }
  return true;
}

function replaceWith(element: Element, nodes: readonly Node[]): void {
  element.replaceWith(...nodes);
}
