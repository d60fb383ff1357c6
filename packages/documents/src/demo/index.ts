import type * as Y from 'yjs';
import type { Language } from '@clapper/protocol';
import { readBoard, type Shot } from '../board/reads.ts';
import { SHOT_TEXTS } from '../board/schema.ts';
import { addShot, setShots, setShotText, type ShotChange } from '../board/writes.ts';
import { appendContent, isBlank } from '../plan/content.ts';
import { readStages, stageContent } from '../plan/reads.ts';
import { setStageStatus } from '../plan/writes.ts';
import { EN } from './en.ts';
import { KO } from './ko.ts';
import { DEMO_SHOTS, DEMO_STAGE_STATUSES } from './shots.ts';
import type { DemoWords } from './words.ts';

/** The demo production: a 30-second film about a café, filled into a fresh project with one click. */
const WORDS: Readonly<Record<Language, DemoWords>> = { ko: KO, en: EN };

export interface FillDemo {
  language: Language;
  /** Who fills it in, and when. */
  by: string;
  at: number;
  origin: unknown;
}

export function demoProject(language: Language): { name: string; description: string } {
  const { name, description } = WORDS[language];
  return { name, description };
}

/**
 * Fills blank stages and blank shots, one transaction per doc. What somebody has already written
 * stays as it is, so doing it twice does it once.
 */
export function fillDemo(plan: Y.Doc, board: Y.Doc, { language, by, at, origin }: FillDemo): void {
  const words = WORDS[language];
  const { stages } = readStages(plan);
  plan.transact(() => {
    for (const [index, page] of words.stages.entries()) {
      const stage = stages[index];
      const content = stage === undefined ? null : stageContent(plan, stage.id);
      if (stage === undefined || content === null || !isBlank(content)) continue;
      appendContent(content, page, origin);
      setStageStatus(plan, stage.id, DEMO_STAGE_STATUSES[index]!, origin);
    }
  }, origin);
  board.transact(() => {
    const { shots } = readBoard(board, stages);
    for (const [index, demo] of DEMO_SHOTS.entries()) {
      const stage = stages[index];
      if (stage === undefined) continue;
      const there = shots.filter((shot) => shot.place.stage === stage.id);
      for (const [slot, { mine, ...values }] of demo.entries()) {
        const texts = words.shots[index]![slot]!;
        const shot = there[slot];
        const change: ShotChange = { ...values, assignee: mine ? by : null };
        if (shot === undefined) {
          addShot(board, { stage: stage.id, before: null, by, at, fields: { ...change, ...texts } }, origin);
        } else if (isBlankShot(shot)) {
          setShots(board, [shot.id], change, origin);
          for (const field of SHOT_TEXTS) setShotText(board, shot.id, field, texts[field], origin);
        }
      }
    }
  }, origin);
}

function isBlankShot(shot: Shot): boolean {
  return SHOT_TEXTS.every((field) => shot[field] === '');
}
