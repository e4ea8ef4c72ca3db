import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { locatePrograms } from '../build/locate.ts';
import { LabError } from '../errors.ts';

/**
 * Which Prometheus: `3` is built from its Go module (3.16), `2` is Debian's (2.42).
 *
 * @public
 */
export type PrometheusVersion = '2' | '3';

/**
 * Can this Prometheus be started here, or why not.
 *
 * @public
 */
export type PrometheusAvailability =
  | {
      available: true;
      /** In full, as the program says it: `3.16.0`. */
      version: string;
      prometheus: string;
      promtool: string;
    }
  | { available: false; reason: string };

/** Names a Prometheus 2 that is not on PATH; promtool lies beside it. */
const VARIABLE = 'GREENLIGHT_PROMETHEUS2';

const INSTALL = 'apt-get install -y --no-install-recommends prometheus';

/**
 * Looks for a Prometheus of that version; the reason says how to get one.
 *
 * @public
 */
export function prometheusAvailable(
  version: PrometheusVersion,
): PrometheusAvailability {
  return version === '3' ? builtOne() : debianOne();
}

/** The programs of that version, or an error with the reason. */
export function requirePrometheus(
  version: PrometheusVersion,
): PrometheusAvailability & { available: true } {
  const found = prometheusAvailable(version);
  if (!found.available) throw new LabError(found.reason);
  return found;
}

function builtOne(): PrometheusAvailability {
  const { rows } = locatePrograms();
  const located = rows.find(({ row }) => row.folder === 'prometheus');
  if (!located || located.missing.length > 0) {
    return {
      available: false,
      reason:
        'no Prometheus 3: it is not built; run "./greenlight lab build" (about 3 minutes for this row)',
    };
  }
  return {
    available: true,
    // The module's v0.316.0 is Prometheus 3.16.0.
    version: located.row.version.replace(/^v0\.(\d)(\d+)\./, '$1.$2.'),
    prometheus: join(located.dir, 'prometheus'),
    promtool: join(located.dir, 'promtool'),
  };
}

function debianOne(): PrometheusAvailability {
  const named = process.env[VARIABLE];
  const prometheus = named ?? onPath('prometheus');
  if (!prometheus || !existsSync(prometheus)) {
    return {
      available: false,
      reason: named
        ? `no Prometheus 2: ${VARIABLE} names ${named}, which is not there`
        : `no Prometheus 2: install Debian's with "${INSTALL}", or set ${VARIABLE} to the path of one`,
    };
  }
  const version = versionOf(prometheus);
  if (!version?.startsWith('2.')) {
    return {
      available: false,
      reason: `no Prometheus 2: ${prometheus} is ${
        version ?? 'not a Prometheus'
      }; set ${VARIABLE} to the path of a 2.x`,
    };
  }
  const promtool = join(dirname(prometheus), 'promtool');
  return { available: true, version, prometheus, promtool };
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map(dir => join(dir, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(program: string): string | undefined {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return parseVersion(`${asked.stdout}${asked.stderr}`);
}

/** `prometheus, version 2.42.0+ds (branch: …` → `2.42.0`. */
export function parseVersion(text: string): string | undefined {
  return /^prometheus, version (\d+\.\d+\.\d+)/m.exec(text)?.[1];
}
