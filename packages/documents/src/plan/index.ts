import { defineDocument } from '../define-document.ts';
import { checkRoots } from '../records.ts';
import { PLAN_MIGRATIONS } from './migrations.ts';
import { planProblem } from './plan-problem.ts';
import { readStages, stageContent } from './reads.ts';
import { PLAN_RULES } from './rules.ts';
import { PLAN_ROOTS } from './schema.ts';
import { seedPlan } from './seed.ts';
import { fragmentText } from './words.ts';

export { CHIP_NODES, isChipNode, ownChipWords, readChip } from './chips.ts';
export type { Chip, ChipNode, ChipType, ChipWords } from './chips.ts';
export { writtenBlocks, type WrittenBlock } from './authors.ts';
export * from './content.ts';
export { CALLOUT_KINDS, HEADING_LEVELS, PLAN_MARKS, PLAN_NODES } from './content-schema.ts';
export type {
  AttributeShape,
  CalloutKind,
  MarkShape,
  NodeShape,
  PlanMark,
  PlanNode,
} from './content-schema.ts';
export { mendContent } from './mend.ts';
export * from './plan-problem.ts';
export { findMovedWords, stageOfMovedWords, wordsInRange } from './range-words.ts';
export * from './reads.ts';
export { STAGE_LIMITS, STAGE_STATUSES } from './schema.ts';
export type { StageStatus } from './schema.ts';
export { stageId } from './seed.ts';
export { countWords, fragmentText } from './words.ts';
export * from './writes.ts';

export const plan = defineDocument({
  kind: 'plan',
  scope: 'project',
  named: false,
  schemaVersion: 2,
  read: 'viewer',
  write: 'editor',
  opensWithProject: true,
  roots: PLAN_ROOTS,
  rules: PLAN_RULES,
  migrations: PLAN_MIGRATIONS,
  seed: seedPlan,
  check: (doc) => [
    ...checkRoots(doc, PLAN_ROOTS),
    ...readStages(doc).stages.flatMap(({ id }) => {
      const content = stageContent(doc, id);
      const problem = content === null ? null : planProblem(content, `stages/${id}/content`);
      return problem === null ? [] : [problem];
    }),
  ],
  toText: (doc) =>
    readStages(doc)
      .stages.map(({ id, label, title }) => {
        const content = stageContent(doc, id);
        return [`${label} ${title}`.trim(), content === null ? '' : fragmentText(content)].join('\n').trim();
      })
      .join('\n\n'),
});
