import { wrapText } from '../../exports/wrap-text.ts';

/** A shot as it stands in the animatic. */
export interface ShownShot {
  number: string;
  title: string;
  /** What is heard, or else what is seen. */
  caption: string;
}

const FONT = '"Pretendard Variable", Pretendard, sans-serif';
const MOST_LINES = 3;

/**
 * Paints one shot whole: its picture as large as fits, letters in proportion to the height. The player and the
 * video are painted by the same hand.
 */
export function paintShot(
  canvas: HTMLCanvasElement,
  { number, title, caption }: ShownShot,
  picture: HTMLImageElement | null,
  captions: boolean,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  context.fillStyle = '#000000';
  context.fillRect(0, 0, width, height);
  const unit = height / 100;
  if (picture === null) {
    context.fillStyle = '#1c1c1a';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#f2f2ee';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = `700 ${14 * unit}px ${FONT}`;
    context.fillText(number, width / 2, height * 0.42);
    context.font = `500 ${5 * unit}px ${FONT}`;
    const [line = ''] = linesOf(context, title, width * 0.8, 5 * unit, 1);
    context.fillText(line, width / 2, height * 0.56);
  } else {
    const scale = Math.min(width / picture.naturalWidth, height / picture.naturalHeight);
    const [wide, high] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  }
  if (!captions || caption.trim() === '') return;
  const size = 4.4 * unit;
  context.font = `600 ${size}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const lines = linesOf(context, caption, width * 0.84, size, MOST_LINES);
  const step = size * 1.4;
  const bottom = height - 4 * unit;
  const broadest = Math.max(...lines.map((line) => context.measureText(line).width));
  context.fillStyle = 'rgb(0 0 0 / 62%)';
  context.beginPath();
  context.roundRect(
    (width - broadest) / 2 - 2 * unit,
    bottom - lines.length * step - 2 * unit,
    broadest + 4 * unit,
    lines.length * step + 2 * unit,
    1.2 * unit,
  );
  context.fill();
  context.fillStyle = '#ffffff';
  lines.forEach((line, index) => {
    context.fillText(line, width / 2, bottom - unit - (lines.length - index - 0.5) * step);
  });
}

function linesOf(
  context: CanvasRenderingContext2D,
  words: string,
  width: number,
  size: number,
  most: number,
): string[] {
  return wrapText(words, width, size, (line) => context.measureText(line).width, most);
}

/** The letters that are needed come in portions, and a canvas does not wait for them. */
export async function lettersFor({ number, title, caption }: ShownShot): Promise<void> {
  await Promise.all([
    document.fonts.load(`600 20px ${FONT}`, `${number}${title}${caption}`),
    document.fonts.load(`700 20px ${FONT}`, number),
  ]);
}
