import { readTalk, type Anchor } from '@clapper/documents';
import type { Doc } from 'yjs';
import { useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';

const NO_ANCHORS: ReadonlyMap<string, Anchor> = new Map();

/** What the project's threads hang on, by the thread's id. */
export function useAnchors(): ReadonlyMap<string, Anchor> {
  const { talk } = useProject();
  return useRead(talk, readAnchors) ?? NO_ANCHORS;
}

function readAnchors(doc: Doc): ReadonlyMap<string, Anchor> {
  return new Map(readTalk(doc).threads.map(({ id, anchor }) => [id, anchor]));
}
