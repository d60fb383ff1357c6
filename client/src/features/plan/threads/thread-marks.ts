import { anchorPositions, findMovedWords, type TextAnchor, type TextRange } from '@clapper/documents';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { openBinding } from '../editor/binding.ts';
import { wordsPosition } from '../editor/words-position.ts';
import type { PlanThreads } from './plan-threads.ts';

/** Words with a thread on them. */
export interface ThreadMark {
  /** The thread; `new` for one that is being written. */
  id: string;
  anchor: TextAnchor;
}

interface MarksState {
  shown: DecorationSet;
  /** Threads whose words are there. */
  found: ReadonlySet<string>;
}

const NONE: MarksState = { shown: DecorationSet.empty, found: new Set() };

const threadMarksKey = new PluginKey<MarksState>('planThreadMarks');

/** Marks the words that threads hang on; pressing marked words unfolds their thread. */
export const ThreadMarks = Extension.create<{ threads: PlanThreads; stage: string }>({
  name: 'planThreadMarks',

  addProseMirrorPlugins() {
    const { threads, stage } = this.options;
    return [
      new Plugin<MarksState>({
        key: threadMarksKey,
        state: {
          init: () => NONE,
          apply(transaction, before) {
            const drawn = transaction.getMeta(threadMarksKey) as MarksState | undefined;
            if (drawn !== undefined) return drawn;
            if (!transaction.docChanged) return before;
            return { ...before, shown: before.shown.map(transaction.mapping, transaction.doc) };
          },
        },
        props: {
          decorations: (state) => threadMarksKey.getState(state)?.shown,
          handleClick(view, _position, event) {
            const id = event.target instanceof Element ? markAt(event.target, view.dom) : null;
            if (id !== null && id !== 'new') threads.unfold(id);
            return false;
          },
        },
        view(view) {
          let asked = false;
          const redraw = () => {
            asked = false;
            if (view.isDestroyed) return;
            const binding = openBinding(view);
            const drawn = binding === null ? null : draw(view.state, binding, threads, stage);
            if (drawn === null) return;
            view.dispatch(view.state.tr.setMeta(threadMarksKey, drawn).setMeta('addToHistory', false));
            threads.found(stage, drawn.found);
          };
          const ask = () => {
            if (asked) return;
            asked = true;
            queueMicrotask(redraw);
          };
          const stop = [threads.marks.subscribe(ask), threads.unfolded.subscribe(ask)];
          ask();
          return {
            update(_, before) {
              // Anybody's edit may bring words back, end a range or put a line into it.
              if (before.doc !== view.state.doc || binds(view.state) !== binds(before)) ask();
            },
            destroy() {
              for (const end of stop) end();
            },
          };
        },
      }),
    ];
  },
});

function binds(state: EditorState): boolean {
  return ySyncPluginKey.getState(state)?.binding?.mapping?.size > 0;
}

function draw(
  state: EditorState,
  binding: ProsemirrorBinding,
  threads: PlanThreads,
  stage: string,
): MarksState | null {
  if (binding.mapping.size === 0) return null;
  const unfolded = threads.unfolded.get();
  const found = new Set<string>();
  const decorations: Decoration[] = [];
  /** Null: no words are left of it. */
  const standing = (range: TextRange<Y.RelativePosition> | null) => {
    if (range === null) return null;
    const [start, to] = [range.from, range.to].map((one) => wordsPosition(one, binding, state.doc));
    if (start == null || to == null) return null;
    const end = Math.min(to, state.doc.content.size);
    return start < end && state.doc.textBetween(start, end).trim() !== '' ? { start, end } : null;
  };
  for (const { id, anchor } of threads.marks.get()) {
    if (anchor.stage !== stage) continue;
    const words = standing(anchorPositions(anchor)) ?? standing(findMovedWords(binding.type, anchor.quote));
    if (words === null) continue;
    found.add(id);
    decorations.push(
      Decoration.inline(
        words.start,
        words.end,
        {
          class: id === unfolded || id === 'new' ? 'plan-thread plan-thread-open' : 'plan-thread',
          'data-thread': id,
        },
        { inclusiveStart: false, inclusiveEnd: false },
      ),
    );
  }
  return { shown: DecorationSet.create(state.doc, decorations), found };
}

function markAt(element: Element, page: Element): string | null {
  const mark = element.closest('[data-thread]');
  return mark !== null && page.contains(mark) ? mark.getAttribute('data-thread') : null;
}

/** Where the marked words of a thread begin, in the window. */
export function markElement(page: Element, thread: string): HTMLElement | null {
  return page.querySelector<HTMLElement>(`[data-thread="${CSS.escape(thread)}"]`);
}
