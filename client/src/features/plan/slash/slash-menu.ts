import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { createStore, type Store } from '../../../app/store.ts';
import { triggerAt, type Trigger } from './trigger.ts';

/** The menu that is open: behind which sign, what was typed so far and where. */
export interface OpenSlash {
  sign: Trigger['sign'];
  query: string;
  from: number;
  to: number;
  /** Asked for days alone. */
  days: boolean;
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

/** Watches for a slash, `#` or `@` being typed. It never touches the text: a Hangul query is composed in peace. */
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
            const open = openAt(state, (from) => asksForDays(transaction) || asked(before.open, from));
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
            return open?.sign !== '/'
              ? null
              : DecorationSet.create(state.doc, [
                  Decoration.inline(open.from, open.from + 1, { class: 'plan-slash' }),
                ]);
          },
          handleKeyDown(view, event) {
            const open = slashKey.getState(view.state)?.open;
            if (open == null) return false;
            if (event.isComposing || !MENU_KEYS.has(event.key)) return false;
            if (event.key === 'Escape') {
              // Behind `#` and `@` most of what is typed is nobody's name, and nothing is shown.
              if (open.sign !== '/' && !session.press('Escape')) return false;
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
            if (!isSame(shown, open)) session.set(open);
          },
          destroy: () => session.set(null),
        }),
      }),
    ];
  },
});

/** Opens the list of days where the menu stood: an `@` that asks for nothing else. */
export function askForDays(transaction: Transaction): Transaction {
  return transaction.setMeta(slashKey, 'days');
}

function asksForDays(transaction: Transaction): boolean {
  return transaction.getMeta(slashKey) === 'days';
}

function asked(before: OpenSlash | null, from: number): boolean {
  return before?.from === from && before.days;
}

function openAt(state: EditorState, days: (from: number) => boolean): OpenSlash | null {
  const { $head, empty } = state.selection;
  const line = $head.parent;
  if (!empty || !line.isTextblock || line.type.spec.code) return null;
  const found = triggerAt(line.textBetween(0, $head.parentOffset, undefined, '\ufffc'));
  if (found === null) return null;
  const { sign, query, length } = found;
  const from = $head.pos - length;
  return { sign, query, from, to: $head.pos, days: days(from) };
}

function isSame(a: OpenSlash | null, b: OpenSlash | null): boolean {
  return (
    a?.sign === b?.sign &&
    a?.query === b?.query &&
    a?.from === b?.from &&
    a?.to === b?.to &&
    a?.days === b?.days
  );
}
