import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { createStore, type Store } from '../../../app/store.ts';
import { slashQuery } from './slash-items.ts';

/** The menu that is open: what was typed so far and where. */
export interface OpenSlash {
  query: string;
  from: number;
  to: number;
}

/** The editor's side and the menu's side of one slash menu. */
export interface SlashSession {
  readonly open: Store<OpenSlash | null>;
  /** The menu takes keys while it is shown; the answer stops that. */
  listen(onKey: (key: string) => boolean): () => void;
  /** True: the key was for the menu. */
  press(key: string): boolean;
  set(open: OpenSlash | null): void;
}

export function slashSession(): SlashSession {
  const open = createStore<OpenSlash | null>(null);
  let listener: ((key: string) => boolean) | null = null;
  return {
    open,
    listen(onKey) {
      listener = onKey;
      return () => {
        if (listener === onKey) listener = null;
      };
    },
    press: (key) => listener?.(key) ?? false,
    set: (next) => open.set(next),
  };
}

interface SlashState {
  open: OpenSlash | null;
  /** Position of a slash that was left with Escape: it stays text. */
  dismissed: number | null;
}

const slashKey = new PluginKey<SlashState>('planSlash');
const MENU_KEYS = new Set(['ArrowUp', 'ArrowDown', 'Enter', 'Tab', 'Escape']);

/** Watches for a slash being typed. It never touches the text: a Hangul query is composed in peace. */
export const SlashMenuExtension = Extension.create<{ session: SlashSession }>({
  name: 'planSlash',
  // Its Enter comes before the lists' and the line break's.
  priority: 900,

  addProseMirrorPlugins() {
    const { session } = this.options;
    return [
      new Plugin<SlashState>({
        key: slashKey,
        state: {
          init: () => ({ open: null, dismissed: null }),
          apply(transaction, before, _, state) {
            if (transaction.getMeta(slashKey) === 'dismiss') {
              return { open: null, dismissed: before.open?.from ?? null };
            }
            const dismissed = before.dismissed === null ? null : transaction.mapping.map(before.dismissed);
            const open = slashAt(state);
            if (open === null) return { open: null, dismissed: null };
            // Typing opens it; merely coming by with the caret does not.
            const typed = transaction.docChanged && transaction.getMeta('addToHistory') !== false;
            if (open.from === dismissed || (before.open === null && !typed)) return { open: null, dismissed };
            return { open, dismissed: null };
          },
        },
        props: {
          decorations(state) {
            const open = slashKey.getState(state)?.open;
            // Only the slash itself is coloured: a decoration around a syllable would break its composition.
            return open == null
              ? null
              : DecorationSet.create(state.doc, [
                  Decoration.inline(open.from, open.from + 1, { class: 'plan-slash' }),
                ]);
          },
          handleKeyDown(view, event) {
            if (slashKey.getState(view.state)?.open == null) return false;
            if (event.isComposing || !MENU_KEYS.has(event.key)) return false;
            if (event.key === 'Escape') {
              view.dispatch(view.state.tr.setMeta(slashKey, 'dismiss'));
              return true;
            }
            return session.press(event.key);
          },
        },
        view: (view) => ({
          update() {
            const open = view.hasFocus() ? (slashKey.getState(view.state)?.open ?? null) : null;
            const shown = session.open.get();
            if (shown?.query !== open?.query || shown?.from !== open?.from || shown?.to !== open?.to)
              session.set(open);
          },
          destroy: () => session.set(null),
        }),
      }),
    ];
  },
});

function slashAt(state: EditorState): OpenSlash | null {
  const { $head, empty } = state.selection;
  const line = $head.parent;
  if (!empty || !line.isTextblock || line.type.spec.code) return null;
  const found = slashQuery(line.textBetween(0, $head.parentOffset, undefined, '\ufffc'));
  return found === null ? null : { query: found.query, from: $head.pos - found.length, to: $head.pos };
}
