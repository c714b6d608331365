// Runs the phases of `scripts/check` and `scripts/test`, prints how long each and its slowest files took and what failed, and sums up.
// A phase that crashes, hangs or reports no result counts as failed: nothing can pass by not running. A phase that is cut off still says
// what its tests had said by then.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dotnetTests, resultLines } from './results/read.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, '.run', 'test');
const shownLines = 120;
/** Files or classes per phase, and none that is quicker than this: they are not where the time goes. */
const [shownGroups, shownSeconds] = [6, 2];
/** A line now and then says that a long phase lives. */
const progressMs = 120_000;
/** A bound on everything; on an ordinary machine it takes half of this. */
const wholeMinutes = 90;

const dotnetTest = (project) => ({
  command: `dotnet test tests/${project} -c Release --no-build --nologo --logger "trx;LogFileName=${project}.trx" --results-directory ${folder} --logger "console;verbosity=normal" --blame-hang-timeout 10m --blame-hang-dump-type none`,
  results: (log) => dotnetTests(join(folder, `${project}.trx`), log),
});

/** A runner with the reporter of `results/`, which writes each result when it is there. */
const javascriptTest = (name, command) => ({
  in: 'web',
  command,
  environment: { RESULT_LINES: join(folder, `${name}.jsonl`) },
  results: () => resultLines(join(folder, `${name}.jsonl`)),
});

const browserTest = (project) => javascriptTest(
  `e2e-${project}`,
  `npx --no-install playwright test --config e2e/playwright.config.ts --project ${project} --reporter=list,${root}/scripts/results/playwright.mjs`,
);

/**
 * In order. `minutes` bounds a phase: four times what it takes on an ordinary machine with two cores, and never less than some minutes.
 * `results` reads what it reports, and without it the phase itself is one test.
 */
const phases = [
  { name: 'restore', group: 'check', minutes: 10, command: 'dotnet restore --locked-mode --nologo' },
  // All projects, tests and tools, too; the .editorconfig's rules are part of it and warnings are errors.
  { name: 'build', group: 'check', minutes: 15, command: 'dotnet build -c Release --no-restore --nologo -v quiet' },
  { name: 'build-web', group: 'check', minutes: 10, command: 'scripts/build' },
  { name: 'check-web', group: 'check', minutes: 8, command: 'npm run check', in: 'web' },
  { name: 'api-types', group: 'check', minutes: 5, command: 'scripts/api-types --check' },
  {
    name: 'web-units', group: 'check', minutes: 8,
    ...javascriptTest('web-units', `npx --no-install vitest run --reporter=default --reporter=${root}/scripts/results/vitest.mjs`),
  },
  { name: 'media', group: 'test', minutes: 12, ...dotnetTest('DiemCau.Media.Tests') },
  { name: 'meetings', group: 'test', minutes: 20, ...dotnetTest('DiemCau.Meetings.Tests') },
  { name: 'system', group: 'test', minutes: 25, ...dotnetTest('DiemCau.System.Tests') },
  { name: 'fuzz', group: 'test', minutes: 6, command: 'dotnet run --project fuzz/DiemCau.Fuzz -c Release --no-build -- --seconds 5' },
  { name: 'e2e-office', group: 'test', minutes: 45, ...browserTest('office') },
  { name: 'e2e-conferences', group: 'test', minutes: 35, ...browserTest('conferences') },
];

async function run(phase, leftMinutes) {
  const log = join(folder, `${phase.name}.log`);
  const started = performance.now();
  const minutes = Math.min(phase.minutes, leftMinutes);
  const { code, timedOut } = await execute(phase, log, minutes);
  const seconds = Math.round((performance.now() - started) / 1000);
  const { passed, failed, unrun, errors, groups, figures } = count(phase, log, code, timedOut);
  const said = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`;
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${phase.name.padEnd(15)} ${said}`);
  if (timedOut) {
    console.log(`       · stopped after ${minutes.toFixed(0)} minutes${unrun > 0 ? `; ${unrun} tests did not run and count as failed` : ''}`);
  }
  for (const { name, seconds: took } of groups.slice(0, shownGroups)) {
    if (took >= shownSeconds) console.log(`       ${took.toFixed(0).padStart(5)} s  ${name}`);
  }
  for (const line of figures) console.log(`       · ${line}`);
  if (failed > 0) {
    for (const error of errors) console.log(`  | ${error.split('\n')[0]}`);
    // What has passed is counted above; room for what has not.
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    const telling = lines.filter((line) => !/^\s+(Passed|✓) /.test(line));
    console.log(telling.slice(-shownLines).map((line) => `  | ${line}`).join('\n'));
    console.log(`  | ${telling.length < lines.length || telling.length > shownLines ? 'Everything' : 'The same'}: ${log}`);
  }
  return { passed, failed };
}

function execute(phase, log, minutes) {
  return new Promise((resolve) => {
    const output = createWriteStream(log);
    // A process group of its own, so that what a hanging phase has started ends with it.
    const child = spawn('bash', ['-c', phase.command], {
      cwd: join(root, phase.in ?? '.'),
      detached: true,
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', MSBUILDDISABLENODEREUSE: '1', CI: '1', ...phase.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = { phase, log, child };
    let timedOut = false;
    const patience = setTimeout(() => {
      timedOut = true;
      end(child, 'SIGTERM');
      setTimeout(() => end(child, 'SIGKILL'), 10_000).unref();
    }, minutes * 60_000);
    const progress = setInterval(() => tellProgress(phase, log), progressMs);
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    // 'exit', not 'close': a build server that lingers on keeps the pipes open.
    child.on('exit', (code) => {
      running = undefined;
      clearTimeout(patience);
      clearInterval(progress);
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

function tellProgress(phase, log) {
  const { passed, failed } = phase.results?.(log) ?? {};
  const said = passed === undefined ? '' : ` ${passed} passed, ${failed} failed so far`;
  console.log(`     … ${phase.name}:${said || ' still running'}, ${new Date().toTimeString().slice(0, 5)}`);
}

function count(phase, log, code, timedOut) {
  const nothing = { passed: 0, failed: 0, unrun: 0, errors: [], groups: [], figures: [] };
  if (!phase.results) return { ...nothing, ...(code === 0 ? { passed: 1 } : { failed: 1 }) };
  const results = phase.results(log);
  const failed = results.failed + results.unrun;
  // Cut off, crashed or without any test: something is wrong, whatever the tests that ended have said.
  const isSilent = failed === 0 && (timedOut || code !== 0 || results.passed === 0);
  return { ...results, failed: isSilent ? 1 : failed };
}

let running;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (running) {
      end(running.child, signal);
      const { passed, failed } = count(running.phase, running.log, null, true);
      console.log(`FAILED ${running.phase.name.padEnd(15)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed, ended by ${signal}`);
      sum.passed += passed;
      sum.failed += failed;
    }
    console.log(`${sum.passed} passed, ${Math.max(1, sum.failed)} failed`);
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
  const left = wholeMinutes - (performance.now() - started) / 60_000;
  if (left <= 0) {
    skip(phase, `did not run: ${wholeMinutes} minutes are over`);
    continue;
  }
  const { passed, failed } = await run(phase, left);
  sum.passed += passed;
  sum.failed += failed;
  // Nothing can be tested that does not build.
  if (failed > 0 && ['restore', 'build', 'build-web'].includes(phase.name)) {
    const rest = chosen.slice(chosen.indexOf(phase) + 1);
    for (const skipped of rest) skip(skipped, 'did not run');
    break;
  }
}

function skip(phase, why) {
  console.log(`FAILED ${phase.name.padEnd(15)} ${why}`);
  sum.failed++;
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`${minutes} minutes`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 ? 1 : 0);
