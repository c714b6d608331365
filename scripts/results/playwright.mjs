// A reporter for Playwright that writes each result down when it is there: a run that is cut off has still said what it found.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

export default class ResultLines {
  #file = process.env.RESULT_LINES;
  #root = '';

  onBegin(config, suite) {
    this.#root = config.rootDir;
    this.#write({ tests: suite.allTests().length });
  }

  /** Every attempt: of a test that is repeated, the last one counts. */
  onTestEnd(test, result) {
    this.#write({
      id: test.id,
      test: test.title,
      group: relative(this.#root, test.location.file),
      passed: result.status === test.expectedStatus && result.status !== 'skipped',
      started: result.startTime.getTime(),
      ms: result.duration,
    });
  }

  /** What belongs to no test: a file that cannot be loaded, a worker that dies. */
  onError(error) {
    this.#write({ error: error.message ?? String(error.value) });
  }

  printsToStdio() {
    return false;
  }

  #write(line) {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
