import { fitted } from './wrap-text.ts';

/** What is put on a page, in points (1/72 inch) from its top left: nothing here knows who draws it. */
export type Mark =
  | { kind: 'text'; x: number; y: number; size: number; color: string; text: string }
  | {
      kind: 'box';
      x: number;
      y: number;
      width: number;
      height: number;
      fill: string | null;
      line: string | null;
    }
  /** A picture goes into its box whole, in the middle. */
  | { kind: 'picture'; x: number; y: number; width: number; height: number; picture: string };

export interface PageSize {
  width: number;
  height: number;
}

/** A document as pages of marks. */
export interface Layout {
  size: PageSize;
  pages: Mark[][];
}

export const PAPERS = ['a4', 'letter', 'slide'] as const;
export type Paper = (typeof PAPERS)[number];

const PORTRAIT: Readonly<Record<Paper, PageSize>> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
  slide: { width: 540, height: 960 },
};

export function pageSize(paper: Paper, landscape: boolean): PageSize {
  const { width, height } = PORTRAIT[paper];
  return landscape ? { width: height, height: width } : { width, height };
}

export const MARGIN = 32;
export const INK = '#1c1c1a';
export const QUIET = '#6b6b66';
export const RULE = '#d8d8d2';
export const PAPER = '#f2f2ee';

/** How wide words are, in the letters that they will be set in. */
export type Measure = (text: string, size: number) => number;

export interface Heading {
  title: string;
  /** On the right: how many, how long, of when. */
  about: string;
}

/** Below it the page is free. */
export const HEAD_HEIGHT = 30;
export const FOOT_HEIGHT = 18;

/** With its heading above and its number below each page. */
export function framed(
  pages: readonly (readonly Mark[])[],
  heading: Heading,
  size: PageSize,
  measure: Measure,
): Layout {
  return {
    size,
    pages: pages.map((marks, index) => [
      ...headOf(heading, size, measure),
      ...marks,
      footOf(index + 1, pages.length, size, measure),
    ]),
  };
}

function headOf({ title, about }: Heading, { width }: PageSize, measure: Measure): Mark[] {
  const aboutWidth = measure(about, 8);
  return [
    text(MARGIN, MARGIN + 10, 12, INK, fitted(title, width - 2 * MARGIN - aboutWidth - 16, 12, measure)),
    text(width - MARGIN - aboutWidth, MARGIN + 10, 8, QUIET, about),
    {
      kind: 'box',
      x: MARGIN,
      y: MARGIN + 18,
      width: width - 2 * MARGIN,
      height: 0.5,
      fill: RULE,
      line: null,
    },
  ];
}

function footOf(page: number, pages: number, { width, height }: PageSize, measure: Measure): Mark {
  const words = `${page} / ${pages}`;
  return text(width - MARGIN - measure(words, 8), height - MARGIN + 8, 8, QUIET, words);
}

export function text(x: number, y: number, size: number, color: string, words: string): Mark {
  return { kind: 'text', x, y, size, color, text: words };
}
