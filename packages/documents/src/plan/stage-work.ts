import * as Y from 'yjs';
import { readStages, stageContent, type Stage } from './reads.ts';

/** The stages with what progress asks of them: whether anything stands on their pages. */
export function readStageWork(doc: Y.Doc): (Stage & { written: boolean })[] {
  return readStages(doc).stages.map((stage) => {
    const page = stageContent(doc, stage.id);
    return { ...stage, written: page !== null && hasText(page) };
  });
}

function hasText(parent: Y.XmlFragment): boolean {
  return (parent.toArray() as unknown[]).some((child) =>
    child instanceof Y.XmlText ? child.length > 0 : child instanceof Y.XmlFragment && hasText(child),
  );
}
