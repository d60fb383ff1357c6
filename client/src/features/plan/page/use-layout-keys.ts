import type { Stage } from '@clapper/documents';
import { useEffect } from 'react';
import { absoluteSelection } from '../editor/carets.ts';
import type { PlanSession } from './plan-session.ts';

/** Keys of the whole page: find, undo and redo wherever the focus is, and Alt+1…4 to open a stage. */
export function useLayoutKeys(session: PlanSession, stages: readonly Stage[]): void {
  const { undo, finder, openStage, editors, places, writable } = session;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = actionOf(event, writable);
      if (action === null) return;
      switch (action.do) {
        case 'find':
          finder.open(selectedWords());
          break;
        case 'undo':
        case 'redo':
          if (isField(event.target)) return;
          undo[action.do]();
          break;
        case 'stage': {
          const stage = stages[action.index];
          if (stage === undefined) return;
          openStage(stage.id, true);
          break;
        }
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, finder, openStage, stages, writable]);

  useEffect(
    () =>
      undo.onStep(({ stage, selection }) => {
        places.set(stage, selection === null ? {} : { selection });
        const view = editors.get(stage)?.view;
        const found = view === undefined || selection === null ? null : absoluteSelection(view, selection);
        openStage(stage, true);
        if (found !== null) {
          editors.get(stage)?.commands.setTextSelection({ from: found.anchor, to: found.head });
          editors.get(stage)?.commands.scrollIntoView();
        }
      }),
    [undo, editors, places, openStage],
  );
}

type Action = { do: 'find' | 'undo' | 'redo' } | { do: 'stage'; index: number };

/** By `code`, so that they are the same keys with the Hangul keyboard on. */
function actionOf(event: KeyboardEvent, writable: boolean): Action | null {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) {
    if (event.code === 'KeyF' && !event.shiftKey) return { do: 'find' };
    if (event.code === 'KeyZ' && writable) return { do: event.shiftKey ? 'redo' : 'undo' };
    if (event.code === 'KeyY' && !event.shiftKey && writable) return { do: 'redo' };
    return null;
  }
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (event.altKey && !mod && !event.shiftKey && digit !== null)
    return { do: 'stage', index: Number(digit[1]) - 1 };
  return null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** What is selected, if it is short enough to be looked for. */
function selectedWords(): string | undefined {
  const words = window.getSelection()?.toString().trim() ?? '';
  return words !== '' && words.length <= 80 && !words.includes('\n') ? words : undefined;
}
