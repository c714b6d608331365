// What the phases' tests have said so far, whether they have come to their end or not. All readers return
// { passed, failed, unrun, errors, groups: [{ name, seconds }], figures }.
import { existsSync, readFileSync } from 'node:fs';

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Lines of the reporters beside this file. */
export function resultLines(file) {
  const attempts = new Map();
  const groups = new Map();
  const errors = [];
  const repeated = new Set();
  let expected = 0;
  for (const text of read(file).split('\n')) {
    const line = parsed(text);
    if (line?.tests) expected += line.tests;
    if (line?.error) errors.push(line.error);
    if (!line?.id) continue;
    if (line.passed && attempts.get(line.id) === false) repeated.add(`${line.group}: ${line.test}`);
    attempts.set(line.id, line.passed);
    const { from, to } = groups.get(line.group) ?? { from: line.started, to: 0 };
    groups.set(line.group, { from: Math.min(from, line.started), to: Math.max(to, line.started + line.ms) });
  }
  const passed = [...attempts.values()].filter(Boolean).length;
  return {
    passed,
    failed: attempts.size - passed + errors.length,
    unrun: Math.max(0, expected - attempts.size),
    errors,
    // From a file's first test to its last: what it waits for in between counts, too.
    groups: slowestFirst([...groups].map(([name, { from, to }]) => ({ name, seconds: (to - from) / 1000 }))),
    figures: [...repeated].map((test) => `passed when repeated: ${test}`),
  };
}

/** The last line of a run that was cut off may be half a line. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `dotnet test`: the .trx file is there at the end only; until then the console's lines count ("  Passed A.B.C_does_d [12 ms]"). */
export function dotnetTests(trxFile, logFile) {
  const trx = read(trxFile);
  const results = trx ? fromTrx(trx) : fromConsole(read(logFile));
  const seconds = new Map();
  for (const { name, took } of results) {
    const group = name.replace(/\(.*$/s, '').split('.').slice(-2, -1)[0] ?? name;
    seconds.set(group, (seconds.get(group) ?? 0) + took);
  }
  const passed = results.filter((result) => result.passed).length;
  return {
    passed,
    failed: results.length - passed,
    unrun: 0,
    errors: [],
    groups: slowestFirst([...seconds].map(([name, sum]) => ({ name, seconds: sum }))),
    figures: figures(trx),
  };
}

function fromTrx(text) {
  return [...text.matchAll(/<UnitTestResult ([^>]*)>/g)].map(([, attributes]) => {
    const attribute = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const [hours = 0, minutes = 0, rest = 0] = attribute('duration').split(':').map(Number);
    return {
      name: plain(attribute('testName')),
      passed: attribute('outcome') === 'Passed',
      took: hours * 3600 + minutes * 60 + rest,
    };
  });
}

function fromConsole(text) {
  const units = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...text.matchAll(/^\s+(Passed|Failed|Skipped) (.+?) \[([^\]]*)\]\s*$/gm)].map(([, outcome, name, took]) => ({
    name,
    passed: outcome === 'Passed',
    took: [...took.matchAll(/(\d+) (h|ms|m|s)\b/g)].reduce((sum, [, count, unit]) => sum + count * units[unit], 0),
  }));
}

/** What tests wrote down beside passing: measured times, losses, sizes. The first lines; all of it is in the .trx file. */
function figures(trx) {
  const shownPerTest = 2;
  return trx.split('<UnitTestResult ').slice(1).flatMap((result) => {
    const name = /testName="([^"]*)"/.exec(result)?.[1] ?? '';
    const output = /outcome="Passed"[^>]*[^/]>[\s\S]*?<StdOut>([\s\S]*?)<\/StdOut>[\s\S]*<\/UnitTestResult>/.exec(result)?.[1];
    if (!output) return [];
    return plain(output).trim().split('\n').slice(0, shownPerTest).map((line) => `${plain(name).split('.').at(-1)}: ${line.trim()}`);
  });
}

const plain = (xml) => xml.replace(/&(lt|gt|quot|apos|amp|#x[0-9A-Fa-f]+);/g, (entity, name) =>
  ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? String.fromCodePoint(Number(`0${name.slice(1)}`)));

const slowestFirst = (groups) => groups.sort((one, other) => other.seconds - one.seconds);
