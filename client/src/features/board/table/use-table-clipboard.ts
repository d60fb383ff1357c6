import { setShots, setShotText, type Shot } from '@clapper/documents';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import { BOARD_ORIGIN } from '../session/undo.ts';
import type { Extent } from './cell-range.ts';
import { cellText, readCell, type CellChange, type CellWords } from './cell-values.ts';
import { fromHtml, fromTsv, toHtml, toTsv } from './clipboard.ts';
import { TABLE_FIELDS } from './fields.ts';
import { planPaste, type RefusedCell } from './plan-paste.ts';

/** More than these are only counted. */
const MOST_NAMED = 3;
/** Of a refused text, so much is said. */
const QUOTED_CHARACTERS = 24;

interface ClipboardOptions {
  shots: readonly Shot[];
  stages: readonly BoardStage[];
  words: CellWords;
  extent: Extent | null;
  select: (extent: Extent) => void;
}

export function useTableClipboard({ shots, stages, words, extent, select }: ClipboardOptions) {
  const { t } = useTranslation('board');
  const { doc, writable, actions } = useBoard();

  const write = (id: string, cell: CellChange) => {
    if ('text' in cell) setShotText(doc, id, cell.text, cell.value, BOARD_ORIGIN);
    else setShots(doc, [id], cell.change, BOARD_ORIGIN);
  };

  const copy = (event: ClipboardEvent) => {
    if (extent === null || isField(event.target)) return;
    const fields = TABLE_FIELDS.slice(extent.left, extent.right + 1);
    const grid = shots
      .slice(extent.top, extent.bottom + 1)
      .map((shot) => fields.map((field) => cellText(shot, field, words)));
    event.preventDefault();
    event.clipboardData.setData('text/plain', toTsv(grid));
    event.clipboardData.setData('text/html', toHtml(grid));
    showToast({ message: t('table.copied', { count: grid.length * fields.length }) });
  };

  const paste = (event: ClipboardEvent) => {
    if (extent === null || isField(event.target)) return;
    event.preventDefault();
    if (!writable) return;
    const text = event.clipboardData.getData('text/plain');
    const grid = fromHtml(event.clipboardData.getData('text/html')) ?? fromTsv(text);
    const read = (field: (typeof TABLE_FIELDS)[number], raw: string) => readCell(field, raw, words);
    const plan = planPaste({ grid, shots, fields: TABLE_FIELDS, at: extent, read });
    actions.together(() => {
      for (const cell of plan.cells) write(cell.id, cell.write);
    });
    select(plan.extent);
    if (plan.refused.length > 0) showErrorToast(refusal(plan.refused));
    if (plan.extra.length > 0) offer(plan.extra);
    else if (plan.refused.length === 0)
      showToast({ message: t('table.pasted', { count: plan.cells.length }) });
  };

  const clear = () => {
    if (extent === null || !writable) return;
    const fields = TABLE_FIELDS.slice(extent.left, extent.right + 1);
    actions.together(() => {
      for (const { id } of shots.slice(extent.top, extent.bottom + 1))
        for (const field of fields) {
          const empty = readCell(field, '', words);
          if (!('refused' in empty)) write(id, empty);
        }
    });
  };

  /** One sentence, however many cells it was. */
  const refusal = (refused: readonly RefusedCell[]): string => {
    const named = refused.slice(0, MOST_NAMED).map(({ shot, field, text, limit }) => {
      const where = { field: t(`field.${field}`), number: shot.number };
      return limit === null
        ? t('table.refusedValue', { ...where, text: text.slice(0, QUOTED_CHARACTERS) })
        : t('table.refusedTooLong', { ...where, limit });
    });
    const more = refused.length - named.length;
    const list = more > 0 ? [...named, t('table.refusedMore', { count: more })] : named;
    return t('table.refused', { list: list.join(', ') });
  };

  const offer = (extra: readonly (readonly CellChange[])[]) => {
    const stage = shots.at(-1)?.place.stage ?? stages.at(-1)?.id;
    if (stage === undefined) return;
    showToast({
      message: t('table.extra', { count: extra.length }),
      stayMs: OFFER_MS,
      action: {
        label: t('table.extraAdd', { count: extra.length }),
        run: () => {
          actions.addMany({ stage, before: null }, extra.map(fieldsOf));
        },
      },
    });
  };

  return { copy, paste, clear };
}

/** A question and not a remark: it stays until it was read. */
const OFFER_MS = 15_000;

function fieldsOf(cells: readonly CellChange[]) {
  return Object.assign(
    {},
    ...cells.map((cell) => ('text' in cell ? { [cell.text]: cell.value } : cell.change)),
  ) as Record<string, never>;
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
