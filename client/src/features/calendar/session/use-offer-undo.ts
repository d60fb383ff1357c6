import { showUndoToast } from '../../../ui/toast.tsx';
import { useCalendar } from './calendar-session.ts';

/** Says what was done at once, and takes it back by the same line as long as nothing was done after it. */
export function useOfferUndo(): (line: string) => void {
  const { undo, said } = useCalendar();
  return (line) => {
    const depth = undo.depth();
    said.set(line);
    showUndoToast(
      line,
      () => undo.undo(),
      (over) => undo.onChange(() => undo.depth() !== depth && over()),
    );
  };
}
