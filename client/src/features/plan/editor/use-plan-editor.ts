import type { Editor } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import { useEditor } from '@tiptap/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { DragBetweenStages } from '../blocks/drag-between-stages.ts';
import { bindProblem } from './bind-problem.ts';
import type { PlanThreads } from '../threads/plan-threads.ts';
import { ThreadMarks } from '../threads/thread-marks.ts';
import { FindMarks } from '../find/find-marks.ts';
import { cleanHtml } from '../paste/clean-html.ts';
import { SlashMenuExtension, slashSession, type SlashSession } from '../slash/slash-menu.ts';
import type { ChipShelf } from '../chips/chip-book.ts';
import { PlanBinding } from './binding.ts';
import type { CaretLook } from './caret-element.ts';
import { Carets, type RelativeSelection } from './carets.ts';
import type { PresenceMemory } from './presence-memory.ts';
import { PlanKeyboard } from './keyboard.ts';
import { planSchema } from './schema.ts';
import { ScrollAnchor } from './scroll-anchor.ts';
import { UnmarkedAtoms } from './unmarked-atoms.ts';
import type { PlanUndo } from './undo.ts';

export interface PlanEditorOptions {
  stage: string;
  threads: PlanThreads;
  project: string;
  chips: ChipShelf;
  fragment: Y.XmlFragment;
  editable: boolean;
  label: string;
  presence: PresenceMemory | null;
  look: CaretLook;
  scroller: () => HTMLElement | null;
  onUnknown: () => void;
  onMove: (selection: RelativeSelection | null) => void;
  onLink: () => boolean;
  /** The key that makes a shot of the words at hand. */
  onShot: () => void;
  undo: PlanUndo;
  onImagesDropped: () => void;
}

/** With the commands of all its extensions. */
export type PlanEditor = Editor;

/** One editor on one fragment. It is made anew for another fragment; everything else it reads when asked. */
export function usePlanEditor(options: PlanEditorOptions): { editor: Editor | null; slash: SlashSession } {
  const { t } = useTranslation('plan');
  const { fragment, editable } = options;
  const slash = useMemo(() => slashSession(), []);
  const editor = useEditor(
    {
      immediatelyRender: false,
      shouldRerenderOnTransaction: false,
      editable,
      enableInputRules: editable,
      enablePasteRules: editable,
      extensions: [
        ...planSchema({
          taskLabel: (text) => t('task.checkbox', { text }),
          chips: { project: options.project, shelf: options.chips },
        }),
        PlanBinding.configure({ fragment, check: bindProblem, onUnknown: options.onUnknown }),
        Carets.configure({ presence: options.presence, look: options.look, onMove: options.onMove }),
        ScrollAnchor.configure({ scroller: options.scroller }),
        FindMarks,
        ThreadMarks.configure({ threads: options.threads, stage: options.stage }),
        ...(editable
          ? [
              PlanKeyboard.configure({
                onLink: options.onLink,
                onShot: options.onShot,
                onChip: (chip) => options.chips.get()?.open(chip),
                undo: options.undo,
              }),
              DragBetweenStages.configure({ undo: options.undo }),
              UnmarkedAtoms,
              SlashMenuExtension.configure({ session: slash }),
              Placeholder.configure({
                placeholder: ({ editor: shown }) => (shown.isEmpty ? t('stage.emptyLong') : ''),
                showOnlyCurrent: false,
              }),
            ]
          : []),
      ],
      editorProps: {
        attributes: {
          class: 'plan-prose',
          'data-presence-blocks': '',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': options.label,
          ...(editable ? {} : { 'aria-readonly': 'true', tabindex: '0' }),
        },
        transformPastedHTML(html) {
          const { html: clean, droppedImages } = cleanHtml(html);
          if (droppedImages > 0) options.onImagesDropped();
          return clean;
        },
      },
    },
    [fragment, editable],
  );
  return { editor, slash };
}
