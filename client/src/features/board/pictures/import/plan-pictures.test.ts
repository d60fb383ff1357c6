import { describe, expect, it } from 'vitest';
import { planPictures, type Target } from './plan-pictures.ts';

const shots = (numbers: readonly string[], pictured: readonly string[] = []): Target[] =>
  numbers.map((number) => ({ id: `id ${number}`, number, hasPicture: pictured.includes(number) }));

const goTo = (names: readonly string[], targets: readonly Target[], from: string | null = null) =>
  planPictures(names, targets, from).map(({ shot }) => shot?.slice(3) ?? 'new');

describe('where pictures go', () => {
  it('by the number in their name, however it is written', () => {
    const all = shots(['1', '2', '3', '3A', '10', '12']);
    expect(
      goTo(['03_wide.png', 'board-3a.JPG', '샷12 밤.webp', 'shot_010.png', 'Scene 2 v3.png'], all),
    ).toEqual(['3', '3A', '12', '10', '2']);
  });

  it('by numbers of other patterns, and the longest of those that begin at the same letter', () => {
    expect(goTo(['1-2 close.png', '1.png'], shots(['1-1', '1-2', '1']))).toEqual(['1-2', '1']);
    expect(goTo(['1b.png', 's02_010.png'], shots(['1A', '1B', 'S02_010']))).toEqual(['1B', 'S02_010']);
  });

  it('versions, lenses and years are no numbers of shots', () => {
    const all = ['2', '20', '35'];
    expect(goTo(['wide v2.png', '35mm.png', 'IMG_2034.png'], shots(all, all))).toEqual(['new', 'new', 'new']);
  });

  it('else in order onto those without a picture, and onto new ones', () => {
    const all = shots(['1', '2', '3', '4'], ['2']);
    expect(goTo(['a.png', '3.png', 'b.png', 'c.png'], all)).toEqual(['1', '3', '4', 'new']);
  });

  it('from the shot that they were dropped on, which may have one', () => {
    const all = shots(['1', '2', '3', '4'], ['2', '3']);
    expect(goTo(['a.png', 'b.png', 'c.png'], all, 'id 2')).toEqual(['2', '4', 'new']);
  });

  it('two of one number go onto one shot', () => {
    expect(goTo(['2.png', '2 alt.png'], shots(['1', '2']))).toEqual(['2', '2']);
  });
});
