/** A wait that can be cut short when there is reason to believe that trying now makes sense. */
export class Pause {
  #wake: (() => void) | null = null;

  wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.cut(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  cut(): void {
    this.#wake?.();
  }
}
