import { killAllNow, stopAll } from './programs.ts';

type Cleanup = () => Promise<void>;

const cleanups: Cleanup[] = [];
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Work that must be undone however the run ends, last begun first undone. */
export function atEnd(cleanup: Cleanup): void {
  cleanups.push(cleanup);
}

export async function endEverything(): Promise<void> {
  for (let next = cleanups.pop(); next; next = cleanups.pop()) {
    await next().catch((error: unknown) => console.error(error));
  }
  await stopAll();
}

/** Ctrl-C, SIGTERM and a closed terminal stop all that was started; a second one does not wait. */
export function onSignals(): void {
  let asked = false;
  const stop = (signal: keyof typeof exitCodes) => {
    const code = exitCodes[signal];
    if (asked) {
      process.exit(code);
    }
    asked = true;
    console.error(`\nStopping what was started (${signal})…`);
    endEverything().then(
      () => process.exit(code),
      () => process.exit(code),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  process.on('exit', killAllNow);
}
