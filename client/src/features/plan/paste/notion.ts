/**
 * Notion's to-dos: a list of class `to-do-list` with a drawn checkbox in its export, `[ ]` and `[x]` in its
 * clipboard. GitHub's and Google Keep's checkboxes (an `input` in the item) are read with them.
 */
export function notionTasks(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul')) {
    const items = [...list.children].filter((child) => child.tagName === 'LI');
    if (items.length === 0) continue;
    const states = items.map((item) => taskState(item));
    if (states.some((state) => state === null)) continue;
    list.setAttribute('data-type', 'taskList');
    for (const [index, item] of items.entries()) {
      item.setAttribute('data-type', 'taskItem');
      item.setAttribute('data-checked', String(states[index] === 'done'));
      for (const drawn of item.querySelectorAll(
        ':scope > input, :scope > .checkbox, :scope > label > input, :scope > p > input',
      )) {
        drawn.remove();
      }
      const first = firstText(item);
      if (first !== null) first.data = first.data.replace(/^\s*\[[ xX]?\]\s*/u, '').trimStart();
    }
  }
}

/** What the sign beside a callout says; any other is a note. */
const CALLOUT_OF: Readonly<Record<string, string>> = {
  '💡': 'idea',
  '⚠': 'warning',
  '🚨': 'warning',
  '❗': 'warning',
};

/** Notion's toggles come as `<details>`: the summary is a line like others. */
export function notionToggles(body: HTMLElement): void {
  for (const summary of body.querySelectorAll('summary')) {
    const line = summary.ownerDocument.createElement('p');
    line.append(...summary.childNodes);
    summary.replaceWith(line);
  }
  // Its callouts are a figure with an emoji beside the words.
  for (const figure of body.querySelectorAll('figure.callout, aside')) {
    const callout = figure.ownerDocument.createElement('div');
    callout.setAttribute('data-callout', 'note');
    const icon = figure.querySelector('.icon') ?? firstText(figure);
    const sign = /^\s*(\p{Extended_Pictographic})\ufe0f?\s*/u.exec(icon?.textContent ?? '');
    if (sign !== null) callout.setAttribute('data-callout', CALLOUT_OF[sign[1] ?? ''] ?? 'note');
    if (icon instanceof Text && sign !== null) icon.data = icon.data.slice(sign[0].length).trim();
    else if (icon instanceof Element) icon.remove();
    callout.append(...figure.childNodes);
    figure.replaceWith(callout);
  }
}

function taskState(item: Element): 'done' | 'open' | null {
  const input = item.querySelector<HTMLInputElement>(
    ':scope > input[type="checkbox"], :scope > label > input[type="checkbox"], :scope > p > input[type="checkbox"]',
  );
  if (input !== null) return input.hasAttribute('checked') ? 'done' : 'open';
  const drawn = item.querySelector(':scope > .checkbox');
  if (drawn !== null) return drawn.classList.contains('checkbox-on') ? 'done' : 'open';
  const sign = /^\s*\[([ xX]?)\]/u.exec(item.textContent ?? '');
  if (sign === null) return null;
  return sign[1]?.trim() ? 'done' : 'open';
}

function firstText(root: Element): Text | null {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.data.trim() !== '') return node;
  }
  return null;
}
