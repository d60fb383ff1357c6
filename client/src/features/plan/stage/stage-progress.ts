import type { StageStatus } from '@clapper/documents';

/** How far a stage is, 0 to 1: empty, written, in review, approved. */
export function stageProgress(status: StageStatus, hasWords: boolean): number {
  switch (status) {
    case 'approved':
      return 1;
    case 'review':
      return 2 / 3;
    case 'draft':
      return hasWords ? 1 / 3 : 0;
  }
}
