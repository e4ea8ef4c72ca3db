type Listener = () => void;

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  if (typeof document !== 'undefined' && document.hidden) return;
  [...listeners].forEach(listener => listener());
}

/**
 * One timer for everything on the page that shows time; it runs while
 * somebody listens and rests while the page is hidden.
 */
export function subscribeToSeconds(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How many things on the page tick; for tests of the shared timer. */
export function listenerCount(): number {
  return listeners.size;
}
