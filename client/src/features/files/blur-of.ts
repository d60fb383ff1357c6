import { thumbHashToDataURL } from 'thumbhash';

/** A few bytes that say what a picture is like, until it is here. */
export function blurOf(thumbhash: string | null): string | null {
  if (thumbhash === null) return null;
  return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (char) => char.charCodeAt(0)));
}
