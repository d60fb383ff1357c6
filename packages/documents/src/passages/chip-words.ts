import { readBoard, type Shot } from '../board/reads.ts';
import { readInfo, type Member } from '../info/reads.ts';
import { ownChipWords, type ChipWords } from '../plan/chips.ts';
import { readStages } from '../plan/reads.ts';
import type { FoundDocs } from './index.ts';

/** Chips by what their targets are called now. Nothing is read before a chip asks. */
export function chipWordsNow({ plan, board, info }: FoundDocs): ChipWords {
  let shots: Map<string, Shot> | null = null;
  let names: Map<string, string> | null = null;
  return (chip) => {
    switch (chip.type) {
      case 'shot': {
        shots ??= new Map(shotsOf(plan, board).map((shot) => [shot.id, shot]));
        const shot = shots.get(chip.shot);
        return shot === undefined ? ownChipWords(chip) : `#${shot.number} ${shot.title}`.trim();
      }
      case 'person': {
        names ??= new Map(membersOf(info).map(({ id, name }) => [id, name]));
        return ownChipWords({ ...chip, name: names.get(chip.person) ?? chip.name });
      }
      case 'date':
        return ownChipWords(chip);
      default:
        return chip satisfies never;
    }
  };
}

function shotsOf(plan: FoundDocs['plan'], board: FoundDocs['board']): Shot[] {
  if (board === undefined) return [];
  return readBoard(board, plan === undefined ? [] : readStages(plan).stages).shots;
}

function membersOf(info: FoundDocs['info']): Member[] {
  return (info === undefined ? null : readInfo(info))?.members ?? [];
}
