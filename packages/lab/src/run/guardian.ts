import { spawn } from 'node:child_process';

/**
 * Reads `+ pid` and `- pid`. When the pipe closes without a `.`, its writer is dead: everything that it started dies too, and its folder goes.
 * A shell of its own session is enough, and costs 1 MB.
 */
const SCRIPT = `
trap '' HUP INT TERM
pids=
while read -r sign pid; do
  case $sign in
    +) pids="$pids $pid" ;;
    -) kept=
       for one in $pids; do [ "$one" = "$pid" ] || kept="$kept $one"; done
       pids=$kept ;;
    .) exit 0 ;;
  esac
done
[ -z "$pids" ] || kill -KILL $pids 2>/dev/null
rm -rf -- "$1"
`;

/** Outlives us just long enough to end what we started. */
export interface Guardian {
  pid: number | undefined;
  watch(pid: number): void;
  forget(pid: number): void;
  /** All is ended in good order: nothing to do. */
  release(): void;
}

/** Starts the guardian of this process. */
export function startGuardian(stateDir: string): Guardian {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'lab-guardian', stateDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (line: string) => child.stdin.write(`${line}\n`);
  return {
    pid: child.pid,
    watch: pid => void tell(`+ ${pid}`),
    forget: pid => void tell(`- ${pid}`),
    release: () => void tell('.'),
  };
}
