import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be confused with a later one of the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, as the kernel says it; compared, never interpreted. */
  startTime: string;
}

/** The fields of `/proc/<pid>/stat` that we read. The name may hold spaces and parentheses, so counting begins after the last one. */
export function parseProcStat(
  stat: string,
): { state: string; startTime: string } | undefined {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const [state] = fields;
  const startTime = fields[19];
  return state && startTime ? { state, startTime } : undefined;
}

/** When a process started, or undefined when there is none (a zombie is none). */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return stat && stat.state !== 'Z' ? stat.startTime : undefined;
    } catch {
      return undefined;
    }
  }
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return ps.stdout?.trim() || undefined;
}

/** The identity of a process that runs now. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Does this very process still run? */
export function isAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

/** Signals this very process; a later process of the same number is left alone. */
export function signal(
  identity: ProcessIdentity,
  name: NodeJS.Signals,
): boolean {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Resident memory in bytes. */
export function memoryOf(pid: number): number | undefined {
  if (process.platform === 'linux') {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
    } catch {
      return undefined;
    }
  }
  const ps = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const kilobytes = Number(ps.stdout?.trim());
  return kilobytes > 0 ? kilobytes * 1024 : undefined;
}
