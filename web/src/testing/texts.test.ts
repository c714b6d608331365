import { expect, test } from 'vitest';

type Words = { [key: string]: string | Words };

// Every part keeps its words in texts.vi.ts and texts.en.ts (problems.* in ui).
const modules = import.meta.glob<Record<string, Words>>('../**/*.{vi,en}.ts', { eager: true });

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
}

function placeholdersOf(words: Words): string[] {
  return Object.values(words).flatMap((value) =>
    typeof value === 'string' ? [(value.match(/{{\w+}}/g) ?? []).sort().join()] : placeholdersOf(value),
  );
}

const pairs = Object.keys(modules)
  .filter((path) => path.endsWith('.vi.ts'))
  .map((path) => {
    const words = (file: string) => Object.values(modules[file] ?? {})[0] ?? {};
    return [path, words(path), words(path.replace('.vi.ts', '.en.ts'))] as const;
  });

test.each(pairs)('%s says everything in both languages, with the same blanks to fill', (_, vi, en) => {
  expect(keysOf(en)).toEqual(keysOf(vi));
  expect(placeholdersOf(en)).toEqual(placeholdersOf(vi));
});

test('no text speaks of "đá/đuổi" or of "diễn giả" for a loudspeaker', () => {
  const all = JSON.stringify(pairs.map(([, vi]) => vi));
  expect(all).not.toMatch(/đuổi|diễn giả/i);
});
