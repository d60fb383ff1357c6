import { addMessages } from './i18n.ts';

export type ReadWords = Readonly<Record<string, () => Promise<Parameters<typeof addMessages>[1]>>>;

/** Code that is loaded together with its words, so that it never shows a key. */
export async function withWords<T>(load: () => Promise<T>, words: ReadWords): Promise<T> {
  const [loaded] = await Promise.all([
    load(),
    ...Object.entries(words).map(async ([namespace, read]) => addMessages(namespace, await read())),
  ]);
  return loaded;
}
