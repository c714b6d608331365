// The same for Vitest: one line when a test has ended.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

export default class ResultLines {
  #file = process.env.RESULT_LINES;

  onTestCaseResult(test) {
    const { startTime = 0, duration = 0 } = test.diagnostic() ?? {};
    this.#write({
      id: test.id,
      test: test.fullName,
      group: relative(process.cwd(), test.module.moduleId),
      passed: test.result().state === 'passed',
      started: startTime,
      ms: duration,
    });
  }

  /** A file that cannot even be loaded has no tests to fail. */
  onTestModuleEnd(module) {
    for (const { message } of module.errors()) this.#write({ error: `${module.moduleId}: ${message}` });
  }

  onTestRunEnd(_modules, unhandled) {
    for (const { message } of unhandled) this.#write({ error: message });
  }

  #write(line) {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
