import type { ProblemCode } from './measurement';

/** A part that cannot be measured, with the reason. */
export class MeasuringFailed extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}
