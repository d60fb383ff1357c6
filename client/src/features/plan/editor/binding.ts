import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPlugin, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { renderSmall } from './render-small.ts';
import { stay } from './relative-position.ts';
import { beginHold, composedType, endHold, recordHold, touches, type Hold } from './composition.ts';

/**
 * Binds a fragment to the editor through y-tiptap and stands between the two at its only two doors,
 * rendering and writing:
 *
 * - `live`: both open.
 * - `holding`: somebody else changed the very line a syllable is being composed in. Redrawing it would
 *   break the input method, so both doors wait until the composition ends, then both sides are merged.
 * - `closed`: the fragment holds something this schema does not know. y-tiptap deletes such nodes while
 *   rendering, for everybody; so nothing is rendered and nothing written any more.
 */
type BindingState = { state: 'live' } | { state: 'holding'; hold: Hold } | { state: 'closed' };

export interface PlanBindingOptions {
  fragment: Y.XmlFragment;
  /** The first thing in the fragment that the schema does not know, or null. */
  check: (fragment: Y.XmlFragment) => unknown;
  /** Called once, when the binding closed. The editor is then to be replaced by a read-only one. */
  onUnknown: () => void;
}

export const PlanBinding = Extension.create<PlanBindingOptions>({
  name: 'planBinding',
  // Before everything that reads the document: like Tiptap's Collaboration.
  priority: 1000,

  addProseMirrorPlugins() {
    const options = this.options;
    const plugin = ySyncPlugin(options.fragment);
    const openView = plugin.spec.view;
    plugin.spec.view = (view: EditorView) => {
      const stop = standBetween(bindingOf(view), view, options);
      const opened = openView(view);
      return {
        update: opened.update,
        destroy() {
          stop();
          opened.destroy?.();
        },
      };
    };
    return [plugin];
  },
});

/** y-tiptap's binding of a view, or null when it must not be asked (held, closed, not there yet). */
export function openBinding(view: EditorView): ProsemirrorBinding | null {
  const binding = bindingOf(view);
  return binding?.prosemirrorView != null && !resting.has(binding) ? binding : null;
}

/** Bindings whose knowledge of the document is behind it: positions must not be computed with them. */
const resting = new WeakSet<ProsemirrorBinding>();

function bindingOf(view: EditorView): ProsemirrorBinding {
  return ySyncPluginKey.getState(view.state)?.binding;
}

function standBetween(
  binding: ProsemirrorBinding,
  view: EditorView,
  { fragment, check, onUnknown }: PlanBindingOptions,
): () => void {
  renderSmall(binding);
  const renderChange: (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => void =
    binding._observeFunction;
  const renderAll = binding._forceRerender.bind(binding);
  const write = binding._prosemirrorChanged.bind(binding);
  const noteSelection = binding.beforeAllTransactions;
  binding.beforeAllTransactions = () => {
    noteSelection();
    const noted = binding.beforeTransactionSelection;
    if (noted === null) return;
    noted.anchor = stay(noted.anchor, binding.doc);
    noted.head = stay(noted.head, binding.doc);
  };
  let door: BindingState = { state: 'live' };

  const close = () => {
    door = { state: 'closed' };
    resting.add(binding);
    binding.destroy();
    onUnknown();
  };
  const render: typeof renderChange = (events, transaction) => {
    try {
      renderChange(events, transaction);
      // It looks up where the caret was as a number in the document that is shown, also for the second
      // transaction of one batch, when another one is shown already.
      const noted: { absAnchor?: number | null; absHead?: number | null } | null =
        binding.beforeTransactionSelection;
      if (noted !== null) noted.absAnchor = noted.absHead = null;
    } catch (error) {
      // What is shown is now behind what is shared, and the next key would write that back. It is shown from
      // the beginning instead; if that fails as well, nothing is written any more.
      reportError(error);
      try {
        renderAll();
      } catch (again) {
        reportError(again);
        close();
      }
    }
  };
  const holdFor = (hold: Hold) => {
    door = { state: 'holding', hold };
    resting.add(binding);
    // It would look up positions of a document it has not rendered, and throw inside the transaction.
    binding.doc.off('beforeAllTransactions', binding.beforeAllTransactions);
  };
  const release = () => {
    if (door.state !== 'holding' || view.isDestroyed) return;
    if (view.composing) return;
    const { hold } = door;
    if (check(fragment) !== null) return close();
    door = { state: 'live' };
    binding.doc.on('beforeAllTransactions', binding.beforeAllTransactions);
    endHold(hold, { view, binding, renderAll, rendered: () => resting.delete(binding) });
  };

  binding._observeFunction = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    switch (door.state) {
      case 'closed':
        return;
      case 'holding':
        recordHold(door.hold, events);
        return;
      case 'live': {
        const own = transaction.local && transaction.origin === ySyncPluginKey;
        if (!own && check(fragment) !== null) return close();
        const composed = !own && view.composing ? composedType(binding) : null;
        if (composed !== null && touches(events, composed)) {
          holdFor(beginHold(view.state, composed, events));
          return;
        }
        render(events, transaction);
      }
    }
  };
  binding._prosemirrorChanged = (doc: Node) => {
    if (door.state === 'live') write(doc);
  };
  binding._forceRerender = () => {
    if (door.state === 'closed') return;
    if (check(fragment) !== null) close();
    else renderAll();
  };

  // The editor's own listener ran before this one and has read the final syllable once the microtasks
  // are through; the next composition may start in the same key press, so a timer would be too late.
  const onCompositionEnd = () => queueMicrotask(release);
  view.dom.addEventListener('compositionend', onCompositionEnd);
  return () => view.dom.removeEventListener('compositionend', onCompositionEnd);
}
