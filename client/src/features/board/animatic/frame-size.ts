/** Of the shorter side. */
const SHORT = 720;

/** A frame of this shape in pixels, both sides even: films have no half ones of colour. */
export function frameSize(ratio: number): { width: number; height: number } {
  const even = (side: number) => Math.round(side / 2) * 2;
  return ratio >= 1
    ? { width: even(SHORT * ratio), height: SHORT }
    : { width: SHORT, height: even(SHORT / ratio) };
}
