/** A wait that can be cut short. */
export class Pause {
  #wake: (() => void) | undefined;
  #ended = false;

  /** Waits so long unless woken, and at least `atLeastMs` even if woken. */
  async forMs(ms: number, atLeastMs = 0): Promise<void> {
    await this.#wait(atLeastMs, false);
    await this.#wait(ms - atLeastMs, true);
  }

  wake(): void {
    this.#wake?.();
  }

  /** Ends this wait and every later one. */
  end(): void {
    this.#ended = true;
    this.#finish?.();
  }

  #finish: (() => void) | undefined;

  async #wait(ms: number, wakeable: boolean): Promise<void> {
    if (ms <= 0 || this.#ended) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#finish = () => {
        clearTimeout(timer);
        resolve();
      };
      if (wakeable) this.#wake = this.#finish;
    });
    this.#wake = undefined;
    this.#finish = undefined;
  }
}
