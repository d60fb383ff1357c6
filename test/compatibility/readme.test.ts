import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBoard } from '@clapper/documents';
import { newDevice } from '../harness/devices.ts';
import { newProject, signUp } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { until } from '../harness/wait.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Examples of the README, to the letter. */
function example(name: string): string {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const found = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`js\\n([^]*?)\`\`\``).exec(readme);
  if (found?.[1] === undefined) throw new Error(`README has no example "${name}"`);
  return found[1];
}

test('the stock client of the README connects, and its script renames a shot that a device then shows', async () => {
  const owner = await signUp(server.url, 'Engineer');
  const project = await newProject(owner);
  const facts = {
    SERVER: server.url,
    LOGIN: owner.login,
    PASSWORD: owner.password,
    DOCUMENT: `${project}/board`,
  };
  const constants = Object.entries(facts).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  // Beside this file, so that the packages it names are found.
  const folder = mkdtempSync(fileURLToPath(new URL('example-', import.meta.url)));
  const file = join(folder, 'example.mjs');
  writeFileSync(
    file,
    [...constants, example('stock client'), example('rename a shot'), 'export { provider };'].join('\n'),
  );
  const { provider } = (await import(pathToFileURL(file).href)) as { provider: { destroy(): void } };
  rmSync(folder, { recursive: true });

  const device = await newDevice({ server: server.url, account: owner });
  const { doc } = await device.open(`${project}/board`).ready();
  await until(() => readBoard(doc, []).shots.some((shot) => shot.title === 'Water meets paper'), {
    what: 'the device to show the new title',
  });
  expect(readBoard(doc, []).shots.filter((shot) => shot.title !== '')).toHaveLength(1);
  provider.destroy();
  await device.close();
});
