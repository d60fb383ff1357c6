import { addShotOfWords, deleteShots, plainRange, readBoard, readStages } from '@clapper/documents';
import { IconMovie } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice } from '../../../app/device-context.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { usePlan } from '../page/plan-session.ts';
import { relativeWords } from '../threads/text-range.ts';

/** What the plan writes to the board; undone where it says that it was done. */
const SPINE_ORIGIN = Symbol('plan to board');

/** Long enough to read it and to take it back. */
const STAY_MS = 8_000;

/**
 * Makes a shot of the selected words, or of the paragraph the caret is in; null for who may not write the board, or
 * while it is not on this device.
 */
export function useMakeShot(stage: string): ((editor: Editor) => void) | null {
  const { t } = useTranslation(['spine', 'common']);
  const { doc, board } = usePlan();
  const device = useDevice();
  const make = useCallback(
    ({ view, state }: Editor) => {
      const { selection } = state;
      const { $from } = selection;
      const paragraph = { from: $from.start(), to: $from.end() };
      const words = relativeWords(view, selection.empty ? paragraph : selection);
      if (board === null) return;
      const act = { by: device.user.id, at: device.serverTime() };
      const id =
        words === null
          ? null
          : addShotOfWords(
              board,
              doc,
              { stage, before: null, range: plainRange(words), ...act },
              SPINE_ORIGIN,
            );
      if (id === null) return showToast({ message: t('make.nothing') });
      const made = readBoard(board, readStages(doc).stages).shots.find((shot) => shot.id === id);
      showToast({
        message: t('make.done', { number: made?.number ?? '' }),
        icon: <IconMovie size={16} aria-hidden />,
        action: { label: t('common:undo'), run: () => deleteShots(board, [id], act, SPINE_ORIGIN) },
        stayMs: STAY_MS,
      });
    },
    [board, doc, stage, device, t],
  );
  return board === null ? null : make;
}
