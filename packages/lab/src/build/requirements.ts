/** What was found on this machine before a build. */
export interface BuildMachine {
  /** What `go version` printed, or undefined when there is no `go`. */
  goVersion: string | undefined;
  /** Free bytes on each disk that the build writes to. */
  disks: readonly DiskNeed[];
}

/** How much a build will write to one disk. */
export interface DiskNeed {
  path: string;
  needBytes: number;
  freeBytes: number;
}

/** The oldest Go that builds every row. */
export const MINIMUM_GO = '1.26';

/** `go version go1.26.8 linux/amd64` → `1.26.8`. */
export function parseGoVersion(output: string): string | undefined {
  return /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(output)?.[1];
}

/** Is version `have` at least `want`? Compared number by number. */
export function atLeast(have: string, want: string): boolean {
  const left = have.split('.').map(Number);
  const right = want.split('.').map(Number);
  for (let i = 0; i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Everything that stands in the way of a build, each as a sentence that says what to do. */
export function buildProblems(machine: BuildMachine): string[] {
  const problems: string[] = [];
  if (machine.goVersion === undefined) {
    problems.push(
      `Go was not found. The lab builds its programs from source: install Go ${MINIMUM_GO} or newer and put "go" on PATH.`,
    );
  } else {
    const version = parseGoVersion(machine.goVersion);
    if (!version) {
      problems.push(
        `"go version" printed "${machine.goVersion.trim()}", which is not understood: install Go ${MINIMUM_GO} or newer.`,
      );
    } else if (!atLeast(version, MINIMUM_GO)) {
      problems.push(
        `Go ${version} is too old: the lab needs Go ${MINIMUM_GO} or newer. Install it and put its "go" first on PATH.`,
      );
    }
  }
  for (const disk of machine.disks) {
    if (disk.freeBytes < disk.needBytes) {
      problems.push(
        `The disk of ${disk.path} has ${gigabytes(
          disk.freeBytes,
        )} free and the build needs about ${gigabytes(
          disk.needBytes,
        )}: make room, or point GOMODCACHE, GOCACHE or GREENLIGHT_CACHE at a larger disk.`,
      );
    }
  }
  return problems;
}

/** Bytes as a short figure with its unit. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** A failed `go` command as a sentence, when its output is of a known kind. */
export function explainGoFailure(
  output: string,
  goproxy: string,
): string | undefined {
  if (/no space left on device/i.test(output)) {
    return 'The disk is full: make room (the Go caches can be emptied with "go clean -cache -modcache") and run it again; what was built is kept.';
  }
  if (
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake timeout|network is unreachable|proxyconnect/i.test(
      output,
    )
  ) {
    return `The Go module proxy cannot be reached (GOPROXY=${goproxy}): check the network, or set GOPROXY to a proxy that this machine can reach, and run it again; what was built is kept.`;
  }
  if (/signal: killed|out of memory/i.test(output)) {
    return 'The compiler was killed, most likely for want of memory: free about 4 GB, or set GOMAXPROCS=1, and run it again; what was built is kept.';
  }
  return undefined;
}
