import { readFile } from 'node:fs/promises';
import { addTake, readBoard, readStages, type TakeLayer } from '@clapper/documents';
import { uploadedSchema } from '@clapper/protocol';
import type { Doc } from 'yjs';

/** Which drawing hangs on which shot of the demo, oldest first; the other shots are paper. */
const DRAWN: readonly (readonly [shot: number, layer: TakeLayer, picture: string])[] = [
  [0, 'lineart', 'rain'],
  [0, 'lineart', 'alley'],
  [1, 'lineart', 'shutter'],
  [3, 'lineart', 'dripper'],
  [4, 'lineart', 'profile'],
  [6, 'art', 'rain'],
  [9, 'lineart', 'hands-line'],
  [9, 'art', 'hands'],
];

const SIZE = { width: 960, height: 540 } as const;

/** Sends the drawings to the server; by their names. */
export async function sendDemoPictures(
  base: string,
  token: string,
  document: string,
): Promise<ReadonlyMap<string, { hash: string; bytes: number }>> {
  const sent = new Map<string, { hash: string; bytes: number }>();
  for (const name of new Set(DRAWN.map(([, , picture]) => picture))) {
    const form = new FormData();
    const bytes = await readFile(new URL(`pictures/${name}.webp`, import.meta.url));
    form.set('file', new File([bytes], `${name}.webp`, { type: 'image/webp' }));
    const answer = await fetch(`${base}/api/v1/upload?document=${encodeURIComponent(document)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    if (!answer.ok) throw new Error(`${name} was not taken: ${answer.status} ${await answer.text()}`);
    const { hash, bytes: size } = uploadedSchema.parse(await answer.json());
    sent.set(name, { hash, bytes: size });
  }
  return sent;
}

export function hangDemoPictures(
  plan: Doc,
  board: Doc,
  sent: ReadonlyMap<string, { hash: string; bytes: number }>,
  { by, at }: { by: string; at: number },
): void {
  const { shots } = readBoard(board, readStages(plan).stages);
  for (const [index, [shot, layer, name]] of DRAWN.entries()) {
    const picture = {
      ...sent.get(name)!,
      ...SIZE,
      name: `${name}.webp`,
      type: 'image/webp' as const,
      thumbhash: null,
    };
    addTake(board, { shot: shots[shot]!.id, layer, picture, by, at: at + index }, 'stage set');
  }
}
