import * as Y from 'yjs';
import { Arrivals, type DecodedUpdate } from './arrivals.ts';
import { Places, type Parent } from './places.ts';
import type { Edit, NewValue, Standing, Touch } from './touch.ts';
import { holdsKeys, typeName, Whereabouts, type Where } from './whereabouts.ts';

/**
 * What an update would touch, found without applying it: neither the doc nor the update is changed, and
 * nothing is asked of the doc that would (`doc.get` makes roots). Every change of content has its touch; a
 * touch need not change what is seen, for of two writers only one wins. Ask it when nothing that the update
 * builds on is missing. Linear in the update and in what it deletes.
 */
export function inspect(doc: Y.Doc, update: DecodedUpdate): Touch[] {
  return new Inspection(doc, update).touches;
}

class Inspection {
  readonly touches: Touch[] = [];
  readonly #arrivals: Arrivals;
  readonly #places: Places;
  readonly #where: Whereabouts;
  readonly #edits = new Map<Parent, Edit>();
  /** What this update itself has put under a key so far. */
  readonly #set = new Map<Parent, Map<string, { standing: Standing; items: Y.Item[] }>>();

  constructor(doc: Y.Doc, update: DecodedUpdate) {
    this.#arrivals = new Arrivals(doc, update);
    this.#places = new Places(doc, this.#arrivals);
    this.#where = new Whereabouts(doc, this.#arrivals, this.#places);
    for (const item of this.#arrivals.items) this.#arrives(item);
    for (const { item, length } of this.#arrivals.deletedLives()) this.#leaves(item, length);
  }

  #arrives(item: Y.Item): void {
    const place = this.#places.of(item);
    if (place === 'nowhere') return;
    if (place === 'misplaced') {
      this.touches.push({ root: '', keys: [], fresh: false, change: { type: 'misplaced' } });
      return;
    }
    const where = this.#where.of(place.parent);
    if (where.dead) return;
    if (place.key === null || !holdsKeys(where)) return this.#edited(item, place.key, where);
    if (this.#where.isOvertaken(item)) return;
    const over = this.#standing(place.parent, place.key);
    const at = { root: where.root, keys: [...where.keys, place.key], fresh: where.fresh };
    if (this.#where.isTombstone(item)) {
      // Set beside what stands there, lost and merged: its writer says of it that it is gone, and so it is.
      const current = this.#where.currentOf(place.parent, place.key);
      const loses = current !== null && this.#where.sideOf(item, current) === 'before';
      if (loses && !this.#where.isOvertaken(current)) return;
      this.touches.push({ ...at, change: { type: 'delete', over } });
      return;
    }
    const value = valueOf(item);
    this.touches.push({ ...at, change: { type: 'set', value, over } });
    let set = this.#set.get(place.parent);
    if (set === undefined) this.#set.set(place.parent, (set = new Map()));
    const items = set.get(place.key)?.items ?? [];
    items.push(item);
    set.set(place.key, { standing: value.holds === 'type' ? 'type' : 'value', items });
  }

  #standing(parent: Parent, key: string): Standing {
    return this.#set.get(parent)?.get(key)?.standing ?? this.#where.standing(parent, key);
  }

  #edited(item: Y.Item, key: string | null, where: Where): void {
    const edit = this.#edit(where);
    edit.depth = Math.max(edit.depth, where.depth + 1);
    if (this.#where.isTombstone(item)) return;
    if (key !== null) {
      if (this.#where.isOvertaken(item)) return;
      const value = valueOf(item);
      if (value.holds === 'plain') edit.attributes.push({ node: where.node, name: key, value: value.value });
      else edit.foreign.add('attribute');
      return;
    }
    describe(item.content, where, edit);
    if (!item.countable) return;
    const { client, clock } = item.id;
    const from = this.#arrivals.newFrom(item);
    const to = clock + item.length;
    grow(edit, where, to - from - this.#arrivals.deletedOf(client, from, to));
  }

  #leaves(item: Y.Item, length: number): void {
    const parent = item.parent as Parent;
    const where = this.#where.of(parent);
    const key = item.parentSub;
    if (key !== null && holdsKeys(where)) {
      // What stands behind it is the touch.
      if (this.#where.isOvertaken(item) || this.#isBeaten(item, parent, key)) return;
      const over = this.#where.standing(parent, key);
      const at = { root: where.root, keys: [...where.keys, key], fresh: where.fresh };
      this.touches.push({ ...at, change: { type: 'delete', over } });
      return;
    }
    const edit = this.#edit(where);
    if (item.countable && key === null) grow(edit, where, -length);
  }

  /**
   * An item of the update that was set beside it, unseen, comes to stand behind it: whoever merged the two
   * says of the one that lost that it is gone. Yjs orders those under a key that saw the same by client id.
   */
  #isBeaten(current: Y.Item, parent: Parent, key: string): boolean {
    const items = this.#set.get(parent)?.get(key)?.items;
    return items?.some((item) => this.#where.sideOf(item, current) === 'behind') === true;
  }

  /** One for each text, page or list. */
  #edit({ outermost, root, keys, fresh }: Where): Edit {
    let edit = this.#edits.get(outermost);
    if (edit === undefined) {
      edit = {
        in: this.#where.of(outermost).type,
        inserted: 0,
        deleted: 0,
        length: this.#places.holders.has(outermost) || !(outermost instanceof Y.Text) ? 0 : outermost._length,
        nodes: new Set(),
        attributes: [],
        marks: [],
        foreign: new Set(),
        depth: 0,
      };
      this.#edits.set(outermost, edit);
      this.touches.push({ root, keys, fresh, change: { type: 'edit', edit } });
    }
    return edit;
  }
}

function grow(edit: Edit, where: Where, by: number): void {
  if (by > 0) edit.inserted += by;
  else edit.deleted -= by;
  if (!where.inside) edit.length += by;
}

/** What comes into a list, by the list it comes into. */
function describe(content: Content, where: Where, edit: Edit): void {
  switch (where.type) {
    case 'text':
    case 'xmlText':
      if (content instanceof Y.ContentString) return;
      if (content instanceof Y.ContentFormat) {
        // The end of a mark says nothing that its beginning did not.
        if (content.value !== null) edit.marks.push({ name: content.key, value: content.value });
        return;
      }
      break;
    case 'fragment':
    case 'element':
      if (!(content instanceof Y.ContentType)) break;
      if (content.type instanceof Y.XmlElement) return void edit.nodes.add(content.type.nodeName);
      if (content.type instanceof Y.XmlText) return;
      break;
    case 'root':
    case 'map':
    case 'array':
    case 'hook':
      break;
    default:
      where.type satisfies never;
  }
  edit.foreign.add(contentName(content));
}

function valueOf({ content }: Y.Item): NewValue {
  if (content instanceof Y.ContentType) return { holds: 'type', type: typeName(content.type) };
  // Of several values under one key Yjs shows the last: nobody writes more than one.
  if (content instanceof Y.ContentAny && content.arr.length === 1) {
    return { holds: 'plain', value: content.arr[0] };
  }
  return { holds: 'foreign', content: contentName(content) };
}

type Content = Y.Item['content'];

function contentName(content: Content): string {
  if (content instanceof Y.ContentType) return typeName(content.type);
  if (content instanceof Y.ContentString) return 'string';
  if (content instanceof Y.ContentFormat) return 'format';
  if (content instanceof Y.ContentEmbed) return 'embed';
  if (content instanceof Y.ContentBinary) return 'binary';
  if (content instanceof Y.ContentDoc) return 'document';
  if (content instanceof Y.ContentJSON) return 'json';
  return 'values';
}
