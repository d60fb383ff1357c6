import { board } from './board/index.ts';
import { boardHistory } from './board/history.ts';
import { calendar } from './calendar/index.ts';
import { calendarHistory } from './calendar/history.ts';
import type { DocumentHistory } from './history/history.ts';
import { plan } from './plan/index.ts';
import { planHistory } from './plan/history.ts';

/**
 * The kinds that keep versions, and how each goes back. The others have no past to return to: projections
 * of SQL say what is, and what people said to each other is theirs to change.
 */
export const HISTORIES: Readonly<Record<string, DocumentHistory>> = {
  [plan.kind]: planHistory,
  [board.kind]: boardHistory,
  [calendar.kind]: calendarHistory,
};
