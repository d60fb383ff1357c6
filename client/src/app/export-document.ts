import type { Device } from '@clapper/device';

/**
 * Saves everything of a document as one Yjs update: any Yjs program opens it. Gives whether there was
 * something to save.
 */
export async function exportDocument(device: Device, document: string): Promise<boolean> {
  const update = await device.exportDocument(document);
  if (update === null) return false;
  saveFile(`${document.replaceAll('/', '-')}.ydoc`, update, 'application/octet-stream');
  return true;
}

export function saveFile(name: string, content: Uint8Array | string | Blob, type: string): void {
  const part = content instanceof Uint8Array ? new Uint8Array(content) : content;
  const url = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
