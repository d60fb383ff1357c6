import type { Role } from '@clapper/access';
import { KINDS } from '@clapper/documents';
import * as Y from 'yjs';
import { memoryProject, type MemoryProject } from '../../../app/testing/memory-project.ts';
import { fixturesOf } from '@clapper/documents/fixtures';

/** What a test finds in the page. */
export interface BoardHarness extends Pick<
  MemoryProject,
  'device' | 'other' | 'sent' | 'apart' | 'together' | 'repair'
> {
  /** The board as the page has it. */
  doc: Y.Doc;
  Y: typeof Y;
}

declare global {
  interface Window {
    board: BoardHarness;
  }
}

interface MemoryOptions {
  role: Role;
  /** A fixture of the board, or the demo production. */
  fixture: string;
  /** A board may be there before its plan. */
  plan: boolean;
  language: 'ko' | 'en';
}

export function memoryBoard({ role, fixture, plan, language }: MemoryOptions): BoardHarness {
  const project = memoryProject({
    page: 'board',
    role,
    language,
    // Fixtures of plan and board belong to one project; the demo is filled into fresh ones.
    fill:
      fixture === 'demo'
        ? 'demo'
        : {
            plan: fixturesOf(KINDS.plan)['filled'] ?? null,
            board: fixturesOf(KINDS.board)[fixture] ?? null,
          },
    missing: plan ? [] : ['plan'],
  });
  return {
    ...project,
    get doc() {
      return project.current().doc;
    },
    Y,
  };
}
