import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Which part of the client a file is of: its first folder, and for stages the stage. */
function partOf(path: string): { part: string; stage: string | null } {
  const [part = '', stage = null] = path.split('/');
  return { part, stage: part === 'stages' ? stage : null };
}

const mayImport: Record<string, readonly string[]> = {
  app: ['app', 'stages', 'rtc', 'api', 'ui'],
  stages: ['stages', 'rtc', 'api', 'ui'],
  ui: ['ui', 'api'],
  rtc: ['rtc', 'api'],
  api: ['api'],
  testing: ['testing'],
};

/** Why one import is against the rules; null when it is fine. Paths are relative to src. */
function faultOf(from: string, imported: string): string | null {
  const { part, stage } = partOf(from);
  if (!imported.startsWith('.')) {
    const isReact = /^(react|react-dom|react-router|react-i18next|@tanstack\/react-query)(\/|$)/.test(imported);
    const isOffice = /^(antd|@ant-design\/)/.test(imported);
    if (part === 'rtc' && (isReact || isOffice)) return 'rtc imports neither React nor Ant Design';
    if (stage === 'live' && isOffice) return 'the hall does not load Ant Design';
    return null;
  }
  const target = relative(root, resolve(root, dirname(from), imported));
  const to = partOf(target);
  if (from === 'main.tsx') return null;
  if (!mayImport[part]?.includes(to.part)) return `${part} does not import ${to.part}`;
  if (stage && to.part === 'stages' && to.stage !== stage) return 'no stage imports another stage';
  return null;
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

function sources(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
}

/** Every file that a file of the hall pulls in, through others, without what is fetched later by `import()`. */
function pulledInBy(start: string): Set<string> {
  const files = new Set(sources().map((path) => join(root, path)));
  const seen = new Set<string>();
  const queue = [join(root, start)];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const statics = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)[^;]*?'(\.[^']+)';/gms)];
    for (const [, name = ''] of statics) {
      const target = resolve(dirname(file), name);
      const found = [target, `${target}.ts`, `${target}.tsx`].find((path) => files.has(path));
      if (found) queue.push(found);
    }
  }
  return seen;
}

test('every import goes in the allowed direction', () => {
  const faults = sources().flatMap((path) =>
    importsOf(readFileSync(join(root, path), 'utf8'))
      .map((imported) => faultOf(path, imported))
      .filter((fault) => fault !== null)
      .map((fault) => `${path}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('nothing that the hall pulls in loads Ant Design', () => {
  const loading = [...pulledInBy('stages/live/LivePage.tsx')].filter((file) =>
    importsOf(readFileSync(file, 'utf8')).some((imported) => /^(antd|@ant-design\/)/.test(imported)),
  );
  expect(loading.map((file) => relative(root, file))).toEqual([]);
});

test.each([
  ['stages/rooms/RoomsPage.tsx', '../accounts/SignInPage', 'no stage imports another stage'],
  ['stages/rooms/RoomsPage.tsx', '../../app/router', 'stages does not import app'],
  ['rtc/peer.ts', 'react', 'rtc imports neither React nor Ant Design'],
  ['rtc/peer.ts', 'antd', 'rtc imports neither React nor Ant Design'],
  ['rtc/peer.ts', '../stages/live/LivePage', 'rtc does not import stages'],
  ['ui/PageHeader.tsx', '../stages/rooms/texts', 'ui does not import stages'],
  ['api/client.ts', '../ui/i18n', 'api does not import ui'],
  ['stages/live/LivePage.tsx', 'antd', 'the hall does not load Ant Design'],
])('%s importing %s is caught', (from, imported, fault) => {
  expect(faultOf(from, imported)).toBe(fault);
});

// A style stays in the page once its part of the client was fetched: paper that has no name is the paper of every page after it.
test('every paper has a name, so that no page is printed on another one’s', () => {
  const nameless = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.css') && path !== 'ui/office.css' && /@page\s*\{/.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(nameless).toEqual([]);
});
