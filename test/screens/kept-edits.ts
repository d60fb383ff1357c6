import type { Page } from 'playwright-core';

const WORDS = '골목은 아직 파랗다. 셔터가 반쯤 올라간다.\nThe kettle comes to the boil.';

/** Puts an edit that was refused, and a copy from before a restore, where a device keeps them. */
export async function keepEdits(page: Page): Promise<void> {
  await page.locator('button[data-tone]').waitFor();
  await page.evaluate(async (text) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('the database did not answer'));
      });
    const [, project = ''] = /\/p\/([^/]+)/.exec(window.location.pathname) ?? [];
    const { name = '' } =
      (await indexedDB.databases()).find((database) => database.name?.startsWith('clapper-')) ?? {};
    const database = await done(indexedDB.open(name));
    const table = database.transaction('kept', 'readwrite').objectStore('kept');
    const at = Date.now() - 60_000;
    const row = { document: `${project}/plan`, at, text, update: [new Uint8Array([0, 0])] };
    const again = { epoch: 'of then', clientId: 7, update: new Uint8Array([0, 0]) };
    const became = { role: 'viewer', at };
    const place = { path: [], name: 'Opening' };
    await done(
      table.put({ ...row, id: 'kept-1', reason: 'FORBIDDEN', roleThen: 'editor', became, place, again }),
    );
    const copy = { epoch: 'of then', seq: 12, tip: null };
    await done(table.put({ ...row, id: 'kept-2', reason: 'EPOCH', roleThen: 'editor', copy, again }));
    database.close();
  }, WORDS);
  await page.reload();
}
