import type * as Y from 'yjs';

/**
 * After somebody else's formatting Yjs deletes marks that are redundant at that moment, on this replica alone and
 * under nobody's name. Text typed between them later would be bold here and plain elsewhere, for good. The server
 * decides what is redundant and writes it down for everybody; a device leaves the marks alone.
 */
export function keepFormattingMarks(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
}
