// Line coverage over every suite: what vitest saw in its own process, and what V8 saw in the servers that the
// tests started as processes (harness/server.ts sets NODE_V8_COVERAGE there; a server that was killed writes nothing).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns {{covered: number, total: number, files: Map<string, {covered: number, total: number}>}} */
export function lineCoverage(root, folder) {
  /** @type {Map<string, Map<number, {hit: boolean, column: number}>>} file → line of a statement */
  const files = new Map();
  for (const suite of existsSync(folder) ? readdirSync(folder) : []) {
    const report = join(folder, suite, 'coverage-final.json');
    if (!existsSync(report)) continue;
    const coverage = JSON.parse(readFileSync(report, 'utf8'));
    for (const [path, { statementMap, s }] of Object.entries(coverage)) {
      const lines = files.get(path) ?? new Map();
      files.set(path, lines);
      for (const [id, { start }] of Object.entries(statementMap)) {
        const line = lines.get(start.line) ?? { hit: false, column: start.column };
        if (s[id] > 0) line.hit = true;
        lines.set(start.line, line);
      }
    }
  }
  addServers(files, join(folder, 'servers'));
  const counts = new Map();
  for (const [path, lines] of files) {
    const covered = [...lines.values()].filter((line) => line.hit).length;
    counts.set(path, { covered, total: lines.size });
  }
  const sum = (key) => [...counts.values()].reduce((total, count) => total + count[key], 0);
  return { covered: sum('covered'), total: sum('total'), files: counts };
}

/** Node removes types by blanking them, so V8's offsets are offsets of the source as written. */
function addServers(files, folder) {
  if (!existsSync(folder)) return;
  const urls = new Map([...files.keys()].map((path) => [pathToFileURL(path).href, path]));
  const starts = new Map();
  for (const report of readdirSync(folder)) {
    let scripts;
    try {
      scripts = JSON.parse(readFileSync(join(folder, report), 'utf8')).result;
    } catch {
      continue; // written while its server was killed
    }
    for (const { url, functions } of scripts) {
      const path = urls.get(url);
      if (path === undefined) continue;
      if (!starts.has(path)) starts.set(path, lineStarts(readFileSync(path, 'utf8')));
      const ranges = functions.flatMap((it) => it.ranges);
      for (const [number, line] of files.get(path)) {
        if (!line.hit && countAt(ranges, starts.get(path)[number - 1] + line.column) > 0) line.hit = true;
      }
    }
  }
}

function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The innermost range tells. */
function countAt(ranges, offset) {
  let count = 0;
  let size = Infinity;
  for (const range of ranges) {
    const length = range.endOffset - range.startOffset;
    if (range.startOffset <= offset && offset < range.endOffset && length <= size) {
      size = length;
      count = range.count;
    }
  }
  return count;
}
