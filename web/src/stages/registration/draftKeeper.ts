import { asProblem, type Problem } from '../../api/problem';

/** How it stands with what is typed. */
export type Keeping =
  | { state: 'saved'; at: Date | null }
  | { state: 'unsaved' | 'saving' | 'conflict' }
  | { state: 'failed' | 'refused'; problem: Problem };

export interface Saved {
  version: number;
}

const pauseMs = 800;
const againMs = 5_000;

/**
 * Keeps a draft on the server while it is typed: one request at a time, the last word wins, and nothing newer of somebody else's is
 * overwritten unasked. Without React, so that its timing can be tested.
 */
export class DraftKeeper<Form> {
  private form: Form | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private conflict: Problem | null = null;
  private closed = false;

  private version: number;
  private readonly save: (version: number, form: Form) => Promise<Saved>;
  private readonly tell: (keeping: Keeping) => void;

  constructor(
    version: number,
    save: (version: number, form: Form) => Promise<Saved>,
    tell: (keeping: Keeping) => void,
  ) {
    this.version = version;
    this.save = save;
    this.tell = tell;
  }

  /** Something was typed. */
  changed(form: Form): void {
    if (this.conflict) return;
    this.form = form;
    this.tell({ state: this.running ? 'saving' : 'unsaved' });
    this.schedule(pauseMs);
  }

  /** Saves now. Gives the version that is on the server then; throws what keeps it from being saved. */
  async flush(): Promise<number> {
    clearTimeout(this.timer);
    while (this.running || this.form !== null) {
      await (this.running ?? this.run(true));
    }
    if (this.conflict) throw this.conflict;
    return this.version;
  }

  /** After a conflict: what is typed here replaces this version of somebody else. */
  overwrite(version: number, form: Form): void {
    this.version = version;
    this.conflict = null;
    this.changed(form);
  }

  /** Nobody types any more; what is not saved yet is saved now. */
  close(): void {
    clearTimeout(this.timer);
    if (this.form !== null && !this.running) void this.run(false);
    this.closed = true;
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.running) void this.run(false);
    }, ms);
  }

  private run(throwing: boolean): Promise<void> {
    const form = this.form as Form;
    this.form = null;
    this.say({ state: 'saving' });
    const running = this.save(this.version, form).then(
      ({ version }) => {
        this.version = version;
        this.running = null;
        if (this.form === null) this.say({ state: 'saved', at: new Date() });
        else if (!throwing) this.schedule(pauseMs);
      },
      (error: unknown) => {
        this.running = null;
        this.refused(form, asProblem(error));
        if (throwing) throw error;
      },
    );
    this.running = running;
    return running;
  }

  private refused(form: Form, problem: Problem): void {
    if (problem.code === 'meeting_changed_meanwhile') {
      this.conflict = problem;
      this.form = null;
      this.say({ state: 'conflict' });
      return;
    }
    // What was typed since is the newer word.
    this.form ??= form;
    const isForGood = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    this.say({ state: isForGood ? 'refused' : 'failed', problem });
    // What the server refuses it refuses again; only typing changes that.
    if (!isForGood && !this.closed) this.schedule(againMs);
  }

  private say(keeping: Keeping): void {
    if (!this.closed) this.tell(keeping);
  }
}
