import { ownChipWords, readChip } from '@clapper/documents';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { ChipLook, ChipShelf } from './chip-book.ts';

/** A chip in the words: a link that is read as a whole and says what its target is called now. */
export function chipView(shown: Node, shelf: ChipShelf, editable: boolean): NodeView {
  const dom = document.createElement('a');
  dom.className = 'plan-chip';
  // Who writes puts it elsewhere with a drag; for who reads it is a link and nothing else.
  dom.draggable = editable;
  // Who writes comes to it with the caret.
  if (editable) dom.tabIndex = -1;
  let node = shown;
  const draw = () => drawChip(dom, node, shelf);
  dom.addEventListener('click', (event) => {
    const chip = readChip(node.type.name, node.attrs);
    const book = shelf.get();
    // With a key it opens beside, as links do.
    if (chip === null || book === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    book.open(chip);
  });
  draw();
  const stop = shelf.subscribe(draw);
  return {
    dom,
    update(next) {
      if (next.type !== node.type) return false;
      node = next;
      draw();
      return true;
    },
    destroy: stop,
  };
}

function drawChip(dom: HTMLAnchorElement, node: Node, shelf: ChipShelf): void {
  const chip = readChip(node.type.name, node.attrs);
  const look = chip === null ? null : (shelf.get()?.look(chip) ?? null);
  dom.dataset['chip'] = chip?.type ?? '';
  const { sign, name } = look ?? own(chip === null ? '' : ownChipWords(chip));
  const mark = document.createElement('span');
  mark.textContent = sign;
  // A number stands apart from what follows it, also where it is only read.
  dom.replaceChildren(...(sign === '' ? [] : [mark]), /\d$/.test(sign) ? ` ${name}` : name);
  dom.toggleAttribute('data-gone', look?.gone ?? false);
  set(dom, 'title', look?.label ?? null);
  set(dom, 'href', look?.href ?? null);
}

function own(words: string): Pick<ChipLook, 'sign' | 'name'> {
  const sign = /^[#@]/.exec(words)?.[0] ?? '';
  return { sign, name: words.slice(sign.length) };
}

function set(dom: HTMLElement, attribute: string, value: string | null): void {
  if (value === null) dom.removeAttribute(attribute);
  else dom.setAttribute(attribute, value);
}
