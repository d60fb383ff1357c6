import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  isStructuralTransaction,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  type ProsemirrorBinding,
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { openBinding } from './binding.ts';
import { createCaret, type CaretLook } from './caret-element.ts';
import { personOf, type PresenceMemory } from './presence-memory.ts';
import { relativePosition } from './relative-position.ts';

export interface RelativeSelection {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

interface CaretsOptions {
  presence: PresenceMemory | null;
  look: CaretLook;
  /** Told of every move of one's own caret, before the change it may belong to is undone. */
  onMove: (selection: RelativeSelection | null) => void;
}

const caretsKey = new PluginKey<DecorationSet>('planCarets');

/**
 * Other people's carets and selections, from the awareness field `cursor` that y-prosemirror uses too.
 * Names are read from `user`, which the server stamps and nobody here writes.
 */
export const Carets = Extension.create<CaretsOptions>({
  name: 'planCarets',
  priority: 990,

  addProseMirrorPlugins() {
    const { presence, look, onMove } = this.options;
    if (presence === null) return [];
    const carets = new Map<number, ReturnType<typeof createCaret>>();
    const caretOf = (clientId: number) => {
      const known = carets.get(clientId) ?? createCaret();
      carets.set(clientId, known);
      return known;
    };
    const draw = (state: EditorState, binding: ProsemirrorBinding | null): DecorationSet | null => {
      if (binding === null || binding.mapping.size === 0) return null;
      const decorations: Decoration[] = [];
      for (const { clientId, state: entry, lastSeenAt } of presence.others()) {
        const person = personOf(entry);
        const selection = person && absolute(entry['cursor'], state, binding);
        if (!person || !selection) continue;
        const caret = caretOf(clientId);
        caret.show(person, look, lastSeenAt);
        decorations.push(
          Decoration.widget(selection.head, caret.element, {
            key: `caret-${clientId}`,
            caret: caret.element,
            side: 10,
            ignoreSelection: true,
          }),
        );
        const from = Math.min(selection.anchor, selection.head);
        const to = Math.max(selection.anchor, selection.head);
        if (from < to && lastSeenAt === null) {
          decorations.push(
            Decoration.inline(from, to, { class: 'plan-selection', style: look.style(person.id) }),
          );
        }
      }
      return DecorationSet.create(state.doc, decorations);
    };

    return [
      new Plugin<DecorationSet>({
        key: caretsKey,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, shown, before) {
            const drawn: unknown = transaction.getMeta(caretsKey);
            if (drawn instanceof DecorationSet) return drawn;
            if (!transaction.docChanged) return shown;
            // A re-render by somebody else's edit replaces the whole document: the old places mean nothing,
            // new ones follow at once from `update` below.
            const rerendered = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
            if (rerendered || isStructuralTransaction(transaction, before.doc)) return DecorationSet.empty;
            return follow(shown, transaction);
          },
        },
        props: { decorations: (state) => caretsKey.getState(state) },
        view(view) {
          let asked = false;
          const redraw = () => {
            asked = false;
            if (view.isDestroyed) return;
            const drawn = draw(view.state, openBinding(view));
            if (drawn !== null)
              view.dispatch(view.state.tr.setMeta(caretsKey, drawn).setMeta('addToHistory', false));
          };
          // Several people move in one frame of the network: drawn once.
          const ask = () => {
            if (asked) return;
            asked = true;
            queueMicrotask(redraw);
          };
          const moved = (clients: readonly number[]) => {
            for (const clientId of clients) carets.get(clientId)?.moved();
            ask();
          };
          const publish = () => {
            const selection = ownSelection(view);
            if (selection === undefined) return;
            onMove(selection);
            announce(presence.awareness, view, selection);
          };
          const stop = presence.subscribe(moved);
          view.dom.addEventListener('focus', publish);
          view.dom.addEventListener('blur', publish);
          ask();
          return {
            update(_, before) {
              if (before.doc !== view.state.doc && ySyncPluginKey.getState(view.state)?.isChangeOrigin) ask();
              if (before.doc !== view.state.doc || !before.selection.eq(view.state.selection)) publish();
            },
            destroy() {
              stop();
              view.dom.removeEventListener('focus', publish);
              view.dom.removeEventListener('blur', publish);
              for (const caret of carets.values()) caret.forget();
              clearOwn(presence.awareness, view);
            },
          };
        },
      }),
    ];
  },
});

/**
 * Through one's own change. A caret stays behind what stands before it, as its position in the shared document
 * does; ProseMirror alone would push it along by what is typed there.
 */
function follow(shown: DecorationSet, { mapping, doc }: Transaction): DecorationSet {
  const isCaret = (spec: { caret?: HTMLElement }) => spec.caret !== undefined;
  const moved = shown.map(mapping, doc);
  const pushed = moved.find(undefined, undefined, isCaret);
  const stood = shown.find(undefined, undefined, isCaret);
  const back = pushed.flatMap((now) => {
    const before = stood.find(({ spec }) => spec.caret === now.spec.caret);
    const at = before === undefined ? now.from : mapping.map(before.from, -1);
    return at === now.from ? [] : [{ now, caret: Decoration.widget(at, now.spec.caret, now.spec) }];
  });
  return moved.remove(back.map(({ now }) => now)).add(
    doc,
    back.map(({ caret }) => caret),
  );
}

/** Where a relative selection is in this editor now; null when it is not in it. */
export function absoluteSelection(
  view: EditorView,
  selection: RelativeSelection,
): { anchor: number; head: number } | null {
  const binding = openBinding(view);
  return binding === null ? null : absolute(selection, view.state, binding);
}

function absolute(
  cursor: unknown,
  state: EditorState,
  binding: ProsemirrorBinding,
): { anchor: number; head: number } | null {
  if (typeof cursor !== 'object' || cursor === null) return null;
  const { anchor, head } = cursor as { anchor?: unknown; head?: unknown };
  const [from, to] = [anchor, head].map((position) => {
    if (typeof position !== 'object' || position === null) return null;
    const relative = Y.createRelativePositionFromJSON(position);
    const found = relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping);
    return found === null ? null : Math.min(found, Math.max(state.doc.content.size - 1, 0));
  });
  return from == null || to == null ? null : { anchor: from, head: to };
}

/** Undefined while it cannot be told; null when the editor has no focus. */
function ownSelection(view: EditorView): RelativeSelection | null | undefined {
  if (!view.hasFocus()) return null;
  const binding = openBinding(view);
  if (binding === null) return undefined;
  const { anchor, head } = view.state.selection;
  return {
    anchor: relativePosition(anchor, binding),
    head: relativePosition(head, binding),
  };
}

/** Which editor the awareness' one `cursor` belongs to: only that one may take it away. */
const owners = new WeakMap<Awareness, EditorView>();

function announce(awareness: Awareness, view: EditorView, selection: RelativeSelection | null): void {
  if (selection === null) return clearOwn(awareness, view);
  owners.set(awareness, view);
  const current = awareness.getLocalState()?.['cursor'] as Partial<RelativeSelection> | null | undefined;
  const same =
    current?.anchor != null &&
    current.head != null &&
    Y.compareRelativePositions(current.anchor, selection.anchor) &&
    Y.compareRelativePositions(current.head, selection.head);
  if (!same) awareness.setLocalStateField('cursor', selection);
}

function clearOwn(awareness: Awareness, view: EditorView): void {
  if (owners.get(awareness) !== view) return;
  owners.delete(awareness);
  if (awareness.getLocalState()?.['cursor'] != null) awareness.setLocalStateField('cursor', null);
}
