// Runs the phases of `scripts/check` and `scripts/test`, prints how long each took and what failed in it, and sums up.
// A phase that crashes, hangs or reports no result counts as failed: nothing can pass by not running.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, '.run', 'test');
const shownLines = 120;

const dotnetTest = (project) => ({
  command: `dotnet test tests/${project} -c Release --no-build --nologo --logger "trx;LogFileName=${project}.trx" --results-directory ${folder} --logger "console;verbosity=minimal" --blame-hang-timeout 5m --blame-hang-dump-type none`,
  results: trx(`${project}.trx`),
});

const browserTest = (project) => ({
  in: 'web',
  command: `npx --no-install playwright test --config e2e/playwright.config.ts --project ${project} --reporter=list,json`,
  environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(folder, `e2e-${project}.json`) },
  results: playwright(`e2e-${project}.json`),
});

/** In order. `minutes` bounds a phase; `results` reads what it reports, and without it the phase itself is one test. */
const phases = [
  { name: 'restore', group: 'check', minutes: 10, command: 'dotnet restore --locked-mode --nologo' },
  // All projects, tests and tools, too; the .editorconfig's rules are part of it and warnings are errors.
  { name: 'build', group: 'check', minutes: 10, command: 'dotnet build -c Release --no-restore --nologo -v quiet' },
  { name: 'build-web', group: 'check', minutes: 10, command: 'scripts/build' },
  { name: 'check-web', group: 'check', minutes: 5, command: 'npm run check', in: 'web' },
  { name: 'api-types', group: 'check', minutes: 2, command: 'scripts/api-types --check' },
  {
    name: 'web-units', group: 'check', minutes: 5, in: 'web',
    command: `npx --no-install vitest run --reporter=default --reporter=json --outputFile=${join(folder, 'web-units.json')}`,
    results: vitest('web-units.json'),
  },
  { name: 'media', group: 'test', minutes: 6, ...dotnetTest('DiemCau.Media.Tests') },
  { name: 'meetings', group: 'test', minutes: 8, ...dotnetTest('DiemCau.Meetings.Tests') },
  { name: 'system', group: 'test', minutes: 10, ...dotnetTest('DiemCau.System.Tests') },
  { name: 'fuzz', group: 'test', minutes: 3, command: 'dotnet run --project fuzz/DiemCau.Fuzz -c Release --no-build -- --seconds 5' },
  { name: 'e2e-office', group: 'test', minutes: 12, ...browserTest('office') },
  { name: 'e2e-conferences', group: 'test', minutes: 14, ...browserTest('conferences') },
];

function trx(file) {
  return () => {
    const text = read(file);
    const counters = /<Counters ([^>]*)>/.exec(text)?.[1] ?? '';
    const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
    return { passed: count('passed'), failed: count('total') - count('passed'), figures: figures(text) };
  };
}

/** What tests wrote down beside passing: measured times, losses, sizes. The first lines; all of it is in the .trx file. */
function figures(text) {
  const shownPerTest = 2;
  const plain = (xml) => xml.replace(/&(lt|gt|quot|apos|amp|#x[0-9A-Fa-f]+);/g, (entity, name) =>
    ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? String.fromCodePoint(Number(`0${name.slice(1)}`)));
  return text.split('<UnitTestResult ').slice(1).flatMap((result) => {
    const name = /testName="([^"]*)"/.exec(result)?.[1] ?? '';
    const output = /outcome="Passed"[^>]*[^/]>[\s\S]*?<StdOut>([\s\S]*?)<\/StdOut>[\s\S]*<\/UnitTestResult>/.exec(result)?.[1];
    if (!output) return [];
    return plain(output).trim().split('\n').slice(0, shownPerTest).map((line) => `${plain(name).split('.').at(-1)}: ${line.trim()}`);
  });
}

function vitest(file) {
  return () => {
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(read(file));
    // A file that cannot even be loaded has no tests to fail.
    const broken = testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + broken };
  };
}

function playwright(file) {
  return () => {
    const { stats, errors } = JSON.parse(read(file));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + errors.length };
  };
}

const read = (file) => readFileSync(join(folder, file), 'utf8');

async function run(phase) {
  const log = join(folder, `${phase.name}.log`);
  const started = performance.now();
  const { code, timedOut } = await execute(phase, log);
  const seconds = Math.round((performance.now() - started) / 1000);
  const { passed, failed, figures = [] } = count(phase, code);
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${phase.name.padEnd(15)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`);
  for (const line of figures) console.log(`       · ${line}`);
  if (failed > 0) {
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    console.log(lines.slice(-shownLines).map((line) => `  | ${line}`).join('\n'));
    if (timedOut) console.log(`  | Stopped after ${phase.minutes} minutes.`);
    console.log(`  | ${lines.length > shownLines ? 'Everything' : 'The same'}: ${log}`);
  }
  return { passed, failed };
}

function execute(phase, log) {
  return new Promise((resolve) => {
    const output = createWriteStream(log);
    // A process group of its own, so that what a hanging phase has started ends with it.
    const child = spawn('bash', ['-c', phase.command], {
      cwd: join(root, phase.in ?? '.'),
      detached: true,
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', MSBUILDDISABLENODEREUSE: '1', CI: '1', ...phase.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let timedOut = false;
    const patience = setTimeout(() => {
      timedOut = true;
      end(child, 'SIGTERM');
      setTimeout(() => end(child, 'SIGKILL'), 10_000).unref();
    }, phase.minutes * 60_000);
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    // 'exit', not 'close': a build server that lingers on keeps the pipes open.
    child.on('exit', (code) => {
      running = undefined;
      clearTimeout(patience);
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        output.end(() => resolve({ code, timedOut }));
      }, 100);
    });
  });
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

function count(phase, code) {
  if (!phase.results) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const results = phase.results();
    const isSilent = results.failed === 0 && (code !== 0 || results.passed === 0);
    return { ...results, failed: isSilent ? 1 : results.failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

let running;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (running) end(running, signal);
    console.log('0 passed, 1 failed');
    process.exit(1);
  });
}

const asked = process.argv.slice(2);
const chosen = phases.filter((phase) => asked.includes('all') || asked.includes(phase.group) || asked.includes(phase.name));
if (chosen.length === 0) {
  console.error(`Phases: all, check, test, ${phases.map((phase) => phase.name).join(', ')}`);
  process.exit(2);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sum = { passed: 0, failed: 0 };
const started = performance.now();
for (const phase of chosen) {
  const { passed, failed } = await run(phase);
  sum.passed += passed;
  sum.failed += failed;
  // Nothing can be tested that does not build.
  if (failed > 0 && ['restore', 'build', 'build-web'].includes(phase.name)) {
    const rest = chosen.slice(chosen.indexOf(phase) + 1);
    for (const skipped of rest) console.log(`FAILED ${skipped.name.padEnd(15)} did not run`);
    sum.failed += rest.length;
    break;
  }
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`${minutes} minutes`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 ? 1 : 0);
