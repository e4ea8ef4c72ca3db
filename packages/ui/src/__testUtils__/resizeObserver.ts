/** Every element is 640 wide: jsdom lays nothing out and has no observer of sizes. */
export class FixedSize implements ResizeObserver {
  constructor(private readonly report: ResizeObserverCallback) {}

  observe(target: Element): void {
    const contentRect = new DOMRect(0, 0, 640, 220);
    const entry = { target, contentRect } as unknown as ResizeObserverEntry;
    this.report([entry], this);
  }

  unobserve(): void {}

  disconnect(): void {}
}
