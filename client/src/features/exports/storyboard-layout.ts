import {
  FOOT_HEIGHT,
  framed,
  HEAD_HEIGHT,
  INK,
  MARGIN,
  PAPER,
  QUIET,
  RULE,
  pageSize,
  text,
  type Heading,
  type Layout,
  type Mark,
  type Measure,
  type PageSize,
  type Paper,
} from './page.ts';
import { fitted, wrapText } from './wrap-text.ts';

export interface StoryboardOptions {
  paper: Paper;
  landscape: boolean;
  columns: number;
  rows: number;
  /** Width over height of a frame. */
  ratio: number;
}

/** A shot as it is printed. */
export interface PrintedShot {
  number: string;
  title: string;
  /** Size, angle, length, on one line. */
  about: string;
  /** What is written under it, the first first; as much as there is room for. */
  words: readonly string[];
  /** Which picture; null: an empty frame. */
  picture: string | null;
}

const GAP = 12;
const LINE = 1.35;
/** Of a cell's height, so that words keep some of it however wide the cell is. */
const MOST_PICTURE = 0.72;

/** A board on paper: frames in rows and columns, what is seen and heard under each. */
export function layoutStoryboard(
  shots: readonly PrintedShot[],
  heading: Heading,
  options: StoryboardOptions,
  measure: Measure,
): Layout {
  const size = pageSize(options.paper, options.landscape);
  const perPage = options.columns * options.rows;
  const count = Math.max(1, Math.ceil(shots.length / perPage));
  const pages = Array.from({ length: count }, (_, page) =>
    shots
      .slice(page * perPage, (page + 1) * perPage)
      .flatMap((shot, index) => cellMarks(shot, cellAt(index, size, options), options.ratio, measure)),
  );
  return framed(pages, heading, size, measure);
}

interface Cell extends PageSize {
  x: number;
  y: number;
}

function cellAt(index: number, size: PageSize, { columns, rows }: StoryboardOptions): Cell {
  const width = (size.width - 2 * MARGIN - GAP * (columns - 1)) / columns;
  const space = size.height - 2 * MARGIN - HEAD_HEIGHT - FOOT_HEIGHT;
  const height = (space - GAP * (rows - 1)) / rows;
  return {
    x: MARGIN + (index % columns) * (width + GAP),
    y: MARGIN + HEAD_HEIGHT + Math.floor(index / columns) * (height + GAP),
    width,
    height,
  };
}

function cellMarks(shot: PrintedShot, cell: Cell, ratio: number, measure: Measure): Mark[] {
  const frameHeight = Math.min(cell.width / ratio, cell.height * MOST_PICTURE);
  const frameWidth = frameHeight * ratio;
  const frame = {
    x: cell.x + (cell.width - frameWidth) / 2,
    y: cell.y,
    width: frameWidth,
    height: frameHeight,
  };
  const marks: Mark[] = [{ kind: 'box', ...frame, fill: PAPER, line: RULE }];
  if (shot.picture !== null) marks.push({ kind: 'picture', ...frame, picture: shot.picture });
  // Narrow cells get smaller words, never below what a print shows.
  const body = Math.max(5.5, Math.min(8.5, cell.width / 24));
  const bottom = cell.y + cell.height;
  let y = cell.y + frameHeight + 4;
  const put = (words: string, points: number, color: string): boolean => {
    if (y + points * LINE > bottom) return false;
    marks.push(text(cell.x, y + points, points, color, words));
    y += points * LINE;
    return true;
  };
  put(fitted(`${shot.number}  ${shot.title}`.trim(), cell.width, body + 1, measure), body + 1, INK);
  if (shot.about !== '') put(fitted(shot.about, cell.width, body - 0.5, measure), body - 0.5, QUIET);
  for (const words of shot.words) {
    const room = Math.floor((bottom - y) / (body * LINE) + 1e-6);
    if (room < 1) break;
    for (const line of wrapText(words, cell.width, body, measure, room)) put(line, body, INK);
    y += 1.5;
  }
  return marks;
}
