import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A copy of the working tree to break things in. What npm installed is linked, not copied; the workspace's own
 * packages are found inside the copy, since their links are relative.
 */
export function copyOfTree(root: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'clapper-mutants-'));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const folders = new Set<string>();
  for (const file of listed.split('\0')) {
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(path, file)), { recursive: true });
    cpSync(join(root, file), join(path, file));
    if (file.endsWith('package.json')) folders.add(dirname(file));
  }
  for (const folder of folders) {
    const modules = join(root, folder, 'node_modules');
    if (!existsSync(modules)) continue;
    if (folder === '.') symlinkSync(modules, join(path, 'node_modules'));
    else cpSync(modules, join(path, folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
