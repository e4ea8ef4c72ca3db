/** The body of one watch: lines are pushed in and read as they come. */
export class WatchStream {
  #pending: Uint8Array[] = [];
  #notify: () => void = () => undefined;
  #ended = false;
  #error: Error | undefined;
  readonly #closers: (() => void)[] = [];

  constructor(signal: AbortSignal | undefined) {
    const abort = () =>
      this.cut(new DOMException('The operation was aborted', 'AbortError'));
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  }

  onClose(closer: () => void): void {
    this.#closers.push(closer);
  }

  text(text: string): void {
    if (this.#ended) return;
    this.#pending.push(new TextEncoder().encode(text));
    this.#notify();
  }

  event(type: string, object: unknown): void {
    this.text(`${JSON.stringify({ type, object })}\n`);
  }

  /** Ends the body in order. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** Ends the body as a lost connection does. */
  cut(error: Error): void {
    this.#error ??= error;
    this.end();
  }

  async *body(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        if (this.#error) throw this.#error;
        const chunk = this.#pending.shift();
        if (chunk) yield chunk;
        else if (this.#ended) return;
        else {
          await new Promise<void>(resolve => {
            this.#notify = resolve;
          });
        }
      }
    } finally {
      this.#ended = true;
      for (const closer of this.#closers) closer();
    }
  }
}
