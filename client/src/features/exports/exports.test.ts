import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync, crc32 } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { layoutContactSheet, type PrintedNote } from './contact-sheet-layout.ts';
import { PdfSheet, type PdfPicture } from './draw-pdf.ts';
import type { Layout, Mark, Measure } from './page.ts';
import { layoutStoryboard, type PrintedShot, type StoryboardOptions } from './storyboard-layout.ts';
import { fitted, wrapText } from './wrap-text.ts';

/** Every letter half as wide as it is high; Hangul as wide as high. */
const measure: Measure = (text, size) =>
  [...text].reduce((sum, letter) => sum + (/\p{Script=Hangul}/u.test(letter) ? 1 : 0.5), 0) * size;
const OPTIONS: StoryboardOptions = { paper: 'a4', landscape: true, columns: 3, rows: 2, ratio: 16 / 9 };
const HEADING = { title: '서울 골목 커피 30초', about: '12 shots · 45 s' };
const shot = (number: number, words: string[] = []): PrintedShot => ({
  number: `${number}`,
  title: `컷 ${number} Alley`,
  about: 'CU · push-in · 2.5 s',
  words,
  picture: number % 2 === 0 ? 'rose' : null,
});
const shots = (count: number): PrintedShot[] =>
  Array.from({ length: count }, (_, index) =>
    shot(index + 1, ['지민이 문을 열고 들어와 젖은 우산을 접는다. Rain falls outside.', '지민: 어디야?']),
  );

describe('lines', () => {
  test.each([
    ['at spaces', 'one two three', 35, ['one two', 'three']],
    ['beside Hangul', '안녕하세요 여러분', 45, ['안녕하세', '요 여러분']],
    ['long words where they must', 'abcdefghij', 20, ['abcd', 'efgh', 'ij']],
    ['a full stop stays with its word', '가나다라.', 40, ['가나다라.']],
    ['paragraphs stay apart', 'a\r\n\r\nb\nc', 40, ['a', 'b', 'c']],
    ['nothing', '', 40, []],
  ])('%s', (_, words, width, lines) => {
    expect(wrapText(words, width, 10, measure)).toEqual(lines);
  });

  test('what does not fit ends in an ellipsis, within its width', () => {
    expect(wrapText('one two three four', 35, 10, measure, 2)).toEqual(['one two', 'three…']);
    expect(fitted('안녕하세요', 35, 10, measure)).toBe('안녕하…');
    expect(fitted('안녕', 35, 10, measure)).toBe('안녕');
    expect(wrapText('x'.repeat(500_000), 40, 10, measure, 3)).toHaveLength(3);
  });
});

const within = ({ size, pages }: Layout): boolean =>
  pages.flat().every((mark) => {
    const width = mark.kind === 'text' ? measure(mark.text, mark.size) : mark.width;
    const height = mark.kind === 'text' ? 0 : mark.height;
    return (
      mark.x >= 0 && mark.y >= 0 && mark.x + width <= size.width + 0.01 && mark.y + height <= size.height
    );
  });

describe('a contact sheet', () => {
  const note = (words: string, time: string | null = '00:00:12:07'): PrintedNote => ({
    ...{ time, words, about: 'Jun · Open · #색', picture: time === null ? null : 'rose' },
    replies: [{ author: '하늘', words: '좋아요. 다음 컷에서 같이 볼게요.' }],
  });
  const lay = (notes: PrintedNote[], ratio = 16 / 9) =>
    layoutContactSheet(notes, HEADING, { paper: 'a4', ratio }, measure);

  test.each([16 / 9, 9 / 16, 2.39])('of films %f wide to one high stays on its pages', (ratio) => {
    const many = Array.from({ length: 23 }, (_, index) =>
      note(`${index} 간판이 조금 더 일찍 켜지면 어떨까요?`),
    );
    const layout = lay([...many, note('Overall lovely', null)], ratio);
    expect(layout.pages.length).toBeGreaterThan(2);
    expect(within(layout)).toBe(true);
    // Each with its frame, but for the one about the whole video.
    expect(layout.pages.flat().filter((mark) => mark.kind === 'picture')).toHaveLength(23);
    // A frame stands wholly on its page, above the foot.
    for (const mark of layout.pages.flat())
      if (mark.kind === 'picture') expect(mark.y + mark.height).toBeLessThan(layout.size.height - 50);
  });

  test('all of a note of 5,000 letters stands on it, over as many pages as it takes', () => {
    const words = Array.from({ length: 1_000 }, (_, index) => `w${index}`.padEnd(4, 'x')).join(' ');
    const layout = lay([note(words), note('after')]);
    const said = layout.pages.flat().flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    for (const word of ['w0xx', 'w500', 'w999', 'after']) expect(said.join(' ')).toContain(word);
    expect(layout.pages.length).toBeGreaterThan(1);
    expect(within(layout)).toBe(true);
  });
});

describe('a storyboard', () => {
  const frames = (marks: Mark[]) => marks.filter((mark) => mark.kind === 'box' && mark.line !== null);

  test.each([
    [0, OPTIONS, [0]],
    [6, OPTIONS, [6]],
    [13, OPTIONS, [6, 6, 1]],
    [1, { ...OPTIONS, columns: 1, rows: 1, landscape: false }, [1]],
    [65, { ...OPTIONS, columns: 8, rows: 8, paper: 'letter' as const }, [64, 1]],
    [4, { ...OPTIONS, columns: 2, rows: 2, paper: 'slide' as const, ratio: 9 / 16 }, [4]],
  ])('%i shots stand on their pages, nothing beyond the edge', (count, options, perPage) => {
    const layout = layoutStoryboard(shots(count), HEADING, options, measure);
    expect(layout.pages.map((page) => frames(page).length)).toEqual(perPage);
    expect(within(layout)).toBe(true);
    // No cell's words run into the next.
    const [first, second] = [frames(layout.pages[0]!)[0], frames(layout.pages[0]!)[options.columns]];
    if (first === undefined || second === undefined) return;
    const words = layout.pages[0]!.filter(
      (mark) => mark.kind === 'text' && mark.x === first.x && mark.y > first.y,
    );
    expect(Math.min(...words.map(({ y }) => (y < second.y ? second.y - y : Infinity)))).toBeGreaterThan(0);
  });

  test('a frame keeps its ratio', () => {
    for (const ratio of [16 / 9, 9 / 16, 1, 2.39]) {
      const layout = layoutStoryboard(shots(1), HEADING, { ...OPTIONS, ratio }, measure);
      const [frame] = frames(layout.pages[0]!) as Extract<Mark, { kind: 'box' }>[];
      expect(frame!.width / frame!.height).toBeCloseTo(ratio, 5);
    }
  });
});

describe('the PDF', () => {
  const require = createRequire(import.meta.url);
  let font: Uint8Array;
  beforeAll(() => {
    font = readFileSync(require.resolve('pretendard/dist/public/static/alternative/Pretendard-Regular.ttf'));
  });

  test('another program reads its words, Hangul too, page by page; pictures are in it once', async () => {
    const sheet = new PdfSheet(font, { title: HEADING.title });
    const layout = layoutStoryboard(shots(7), HEADING, OPTIONS, sheet.measure);
    const bytes = sheet.bytesOf(layout, new Map([['rose', picture()]]));
    // The font has 2.7 MB; what is used of it is a part.
    expect(bytes.length).toBeLessThan(400_000);
    const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false });
    const pdf = await loading.promise;
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, index) => {
        const page = await pdf.getPage(index + 1);
        const { items } = await page.getTextContent();
        return items.map((item) => ('str' in item ? item.str : '')).join('\n');
      }),
    );
    expect(pages).toHaveLength(2);
    for (const words of ['서울 골목 커피 30초', '컷 3 Alley', '어디야?', 'CU · push-in · 2.5 s', '1 / 2']) {
      expect(pages[0]).toContain(words);
    }
    expect(pages[1]).toContain('컷 7 Alley');
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: HEADING.title });
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.match(/\/Subtype \/Image/g)).toHaveLength(1);
    await loading.destroy();
  });
});

/** Two by one, red: as a PNG is written. */
function picture(): PdfPicture {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const bytes = Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { bytes, format: 'PNG', width: 2, height: 1 };
}
