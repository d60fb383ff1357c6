import {
  FOOT_HEIGHT,
  framed,
  HEAD_HEIGHT,
  INK,
  MARGIN,
  PAPER,
  pageSize,
  QUIET,
  RULE,
  text,
  type Heading,
  type Layout,
  type Mark,
  type Measure,
  type Paper,
} from './page.ts';
import { wrapText } from './wrap-text.ts';

/** A note as it is printed. */
export interface PrintedNote {
  /** When in the video; null: all of it, and there is no frame to show. */
  time: string | null;
  /** Who, how far, how much it matters, on one line. */
  about: string;
  words: string;
  replies: readonly { author: string; words: string }[];
  /** Which picture; null: an empty frame. */
  picture: string | null;
}

const PICTURE_WIDTH = 184;
/** Upright films would else take half a page a note. */
const MOST_PICTURE_HEIGHT = 150;
const GUTTER = 16;
const GAP = 14;
const LINE = 1.4;
const INDENT = 10;

interface Line {
  words: string;
  size: number;
  color: string;
  indent: number;
}

/** Notes one below the other: the frame on the left, what was said on the right. Long ones go on on the next page. */
export function layoutContactSheet(
  notes: readonly PrintedNote[],
  heading: Heading,
  { paper, ratio }: { paper: Paper; ratio: number },
  measure: Measure,
): Layout {
  const size = pageSize(paper, paper === 'slide');
  const top = MARGIN + HEAD_HEIGHT;
  const bottom = size.height - MARGIN - FOOT_HEIGHT;
  const height = Math.min(PICTURE_WIDTH / ratio, MOST_PICTURE_HEIGHT);
  const frame = { width: height * ratio, height };
  const left = MARGIN + PICTURE_WIDTH + GUTTER;
  const pages: Mark[][] = [[]];
  let y = top;
  const turn = () => {
    pages.push([]);
    y = top;
  };
  const put = (mark: Mark) => void pages.at(-1)!.push(mark);

  for (const note of notes) {
    const lines = linesOf(note, size.width - MARGIN - left, measure);
    const tall = lines.reduce((sum, line) => sum + line.size * LINE, 0);
    const least = Math.max(note.time === null ? 0 : frame.height, Math.min(tall, frame.height));
    if (y > top && y + least > bottom) turn();
    if (y > top) {
      put({
        kind: 'box',
        x: MARGIN,
        y: y - GAP / 2,
        width: size.width - 2 * MARGIN,
        height: 0.5,
        fill: RULE,
        line: null,
      });
    }
    let below = y;
    if (note.time !== null) {
      const place = { x: MARGIN + (PICTURE_WIDTH - frame.width) / 2, y, ...frame };
      put({ kind: 'box', ...place, fill: PAPER, line: RULE });
      if (note.picture !== null) put({ kind: 'picture', ...place, picture: note.picture });
      below += frame.height;
    }
    for (const line of lines) {
      if (y + line.size * LINE > bottom) {
        turn();
        below = y;
      }
      put(text(left + line.indent, y + line.size, line.size, line.color, line.words));
      y += line.size * LINE;
    }
    y = Math.max(y, below) + GAP;
  }

  return framed(pages, heading, size, measure);
}

function linesOf({ time, about, words, replies }: PrintedNote, width: number, measure: Measure): Line[] {
  const wrapped = (said: string, size: number, color: string, indent = 0): Line[] =>
    wrapText(said, width - indent, size, measure).map((line) => ({ words: line, size, color, indent }));
  return [
    ...(time === null ? [] : wrapped(time, 10, INK)),
    ...wrapped(about, 8, QUIET),
    ...wrapped(words, 9.5, INK),
    ...replies.flatMap(({ author, words: said }) => wrapped(`↳ ${author}: ${said}`, 8.5, QUIET, INDENT)),
  ];
}
