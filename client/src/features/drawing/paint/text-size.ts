/** Letters are told by the same width as lines: small, middle and large go with each other. */
export function textSize(width: number): number {
  return 10 + 4 * width;
}

export const LINE_HEIGHT = 1.3;

export function textFont(width: number): string {
  return `600 ${textSize(width)}px "Pretendard Variable", Pretendard, sans-serif`;
}
