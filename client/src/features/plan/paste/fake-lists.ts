/** A paragraph that looks like a list item, with the sign drawn in front of it. */
interface FakeItem {
  element: Element;
  level: number;
  ordered: boolean;
  /** Items of another list number end the list. */
  list: string;
}

/**
 * Word writes lists as paragraphs: `mso-list:l0 level1 lfo1`, the bullet as text in a span that Word itself
 * ignores. They become real lists, nested by level.
 */
export function wordLists(body: HTMLElement): void {
  const items: FakeItem[] = [];
  for (const element of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, div')) {
    const found = /mso-list:\s*l(\d+)\s+level(\d+)/i.exec(element.getAttribute('style') ?? '');
    if (found === null) continue;
    let sign = '';
    for (const ignored of element.querySelectorAll(
      '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]',
    )) {
      sign += ignored.textContent ?? '';
      ignored.remove();
    }
    items.push({ element, level: Number(found[2]), ordered: isOrdered(sign), list: found[1] ?? '' });
  }
  makeLists(items);
}

/** Signs Hangul (HWP) draws before list paragraphs, and how deep each usually stands. */
const HANGUL_SIGNS =
  /^[\s\u00a0]*([•●○■□▪▫◆◇▶▷※✓ㆍ·\uf06c\uf09f-]|\d{1,2}[.)]|[가-하][.)]|\([가-하\d]\)|[①-⑳])[\s\u00a0]+/u;

/**
 * Hangul writes every list as paragraphs of class HStyle or with Hangul's fonts, the sign as plain text.
 * Only its own markup is read like this: a dash at the start of somebody's sentence is not a list.
 */
export function hangulLists(body: HTMLElement): void {
  const isHangul =
    body.querySelector(
      'p.HStyle0, p[class^="HStyle"], [style*="한컴" i], [style*="함초롬" i], [data-hwpjson]',
    ) !== null;
  if (!isHangul) return;
  const items: FakeItem[] = [];
  for (const element of body.querySelectorAll('p')) {
    const sign = HANGUL_SIGNS.exec(element.textContent ?? '');
    if (sign === null) continue;
    cutStart(element, sign[0].length);
    items.push({ element, level: hangulLevel(element), ordered: isOrdered(sign[1] ?? ''), list: 'hangul' });
  }
  makeLists(items);
}

/** Hangul indents by points of margin: its outline steps are 10 pt. */
function hangulLevel(element: HTMLElement): number {
  const margin = element.style.marginLeft;
  const points = margin.endsWith('pt')
    ? Number.parseFloat(margin)
    : margin.endsWith('px')
      ? Number.parseFloat(margin) * 0.75
      : 0;
  return 1 + Math.max(0, Math.round(points / 10) - 1);
}

function isOrdered(sign: string): boolean {
  return /^[\s\u00a0]*(\(?(\d+|[a-z]{1,4}|[가-하])[.)]|[①-⑳])/iu.test(sign);
}

function makeLists(items: readonly FakeItem[]): void {
  let open: { list: Element; level: number; name: string; last: Element }[] = [];
  let previous: Element | null = null;
  for (const { element, level, ordered, list } of items) {
    const follows = previous !== null && nextSolid(previous) === element;
    if (!follows || open[0]?.name !== list) open = [];
    // What ends before this item's place is taken now: the element itself is about to move.
    const holder = element.ownerDocument.createElement('li');
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let top = open.at(-1);
    const tag = ordered ? 'OL' : 'UL';
    if (top === undefined || top.level < level || top.list.tagName !== tag) {
      if (top !== undefined && top.level === level) open.pop();
      const made = element.ownerDocument.createElement(tag);
      const above = open.at(-1);
      if (above === undefined) element.before(made);
      else above.last.append(made);
      top = { list: made, level, name: list, last: holder };
      open.push(top);
    }
    top.list.append(holder);
    top.last = holder;
    const line = element.ownerDocument.createElement('p');
    line.append(...element.childNodes);
    holder.append(line);
    // The outermost list marks where the next item has to follow.
    previous = open[0]?.list ?? null;
    element.remove();
  }
}

/** The next element, blank paragraphs of Word between two items left out. */
function nextSolid(element: Element): Element | null {
  let next = element.nextElementSibling;
  while (
    next !== null &&
    next.tagName === 'P' &&
    (next.textContent ?? '').trim() === '' &&
    next.children.length === 0
  ) {
    next = next.nextElementSibling;
  }
  return next;
}

function cutStart(element: Element, length: number): void {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = length;
  while (left > 0 && walker.nextNode()) {
    const node = walker.currentNode as Text;
    const cut = Math.min(left, node.data.length);
    node.deleteData(0, cut);
    left -= cut;
  }
}
