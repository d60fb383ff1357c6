import { ClapperError } from '@clapper/protocol';
// The same letters as the app's, in the one form that the PDF library embeds.
import letters from 'pretendard/dist/public/static/alternative/Pretendard-Regular.ttf?url';

/** @throws ClapperError UNAVAILABLE without network, when they were never fetched before */
export async function pdfLetters(): Promise<Uint8Array> {
  try {
    const response = await fetch(letters);
    if (!response.ok) throw new Error(`${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ClapperError('UNAVAILABLE', 'The letters of the PDF could not be fetched.', { cause });
  }
}
