import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placeHistory } from '../history/place.ts';
import { prometheusConfig, RULES_DIR } from '../prometheus/command.ts';
import { answersWell, isPrometheusReady } from '../prometheus/http.ts';
import type { ClusterProcesses } from './clusterProcesses.ts';
import type { TelemetryLayout } from './components.ts';
import { writePrivate } from './files.ts';
import { packageDir } from './paths.ts';
import type { LabRequest } from './request.ts';
import type { ComponentName, LabPrometheus } from './state.ts';
import { waitFor } from './waiting.ts';

/** How often Prometheus reads the traffic. */
const SCRAPE_SECONDS = 5;

/** Where the rules of the demo objectives are kept. */
function demoRules(): string {
  return join(packageDir(), 'demo', 'slo', 'rules');
}

/** Starts Prometheus, where one is wanted beside this cluster, and waits until it answers. */
export async function startPrometheusBeside(
  processes: ClusterProcesses,
  { demo }: LabRequest,
): Promise<void> {
  const { telemetry } = processes.layout;
  if (!telemetry) return;
  preparePrometheus(telemetry, { demo });
  if (demo) {
    const { dir, promtool } = telemetry.prometheus;
    await placeHistory({ dir, promtool, now: new Date() });
  }
  processes.start('prometheus');
  await telemetryReady('prometheus', telemetry, processes);
}

/** Writes what Prometheus starts with; `demo` gives it the objectives of the demo services. */
function preparePrometheus(
  { prometheus, traffic }: TelemetryLayout,
  options: { demo: boolean },
): void {
  const url = `${urlOf(traffic.port)}/metrics`;
  const scrape = [{ job: 'traffic', url, intervalSeconds: SCRAPE_SECONDS }];
  const config = prometheusConfig({ scrape });
  writePrivate(join(prometheus.dir, 'prometheus.yml'), config);
  mkdirSync(join(prometheus.dir, RULES_DIR), { recursive: true, mode: 0o700 });
  if (options.demo) placeDemoRules(prometheus.dir);
}

/** Puts the rules of the demo objectives into the folder of a Prometheus, in place of what is there. */
export function placeDemoRules(prometheusDir: string): void {
  const to = join(prometheusDir, RULES_DIR);
  for (const name of readdirSync(to)) rmSync(join(to, name));
  const files = readdirSync(demoRules()).filter(name => name.endsWith('.yaml'));
  for (const name of files) {
    copyFileSync(join(demoRules(), name), join(to, name));
  }
}

/** Where something on loopback answers. */
export function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Waits until one of the two answers. */
export async function telemetryReady(
  name: 'prometheus' | 'traffic',
  layout: TelemetryLayout,
  processes: ClusterProcesses,
): Promise<void> {
  const url = urlOf(layout[name].port);
  await waitFor(
    `The readiness of ${name}`,
    () => {
      processes.expectRunning(name);
      return name === 'prometheus'
        ? isPrometheusReady(url)
        : answersWell(`${url}/healthz`);
    },
    { withinMs: 60_000, everyMs: 25 },
  );
}

/** Is this a component that `telemetryReady` can wait for? */
export function isTelemetry(
  name: ComponentName,
): name is 'prometheus' | 'traffic' {
  return name === 'prometheus' || name === 'traffic';
}

/** What lab.json says of the Prometheus. */
export function describePrometheus(
  { prometheus }: TelemetryLayout,
  processes: ClusterProcesses,
): LabPrometheus {
  const { dir, port, version } = prometheus;
  const component = processes.components.find(
    ({ name }) => name === 'prometheus',
  );
  return {
    url: urlOf(port),
    version,
    dir,
    port,
    log: join(processes.layout.dir, 'prometheus.log'),
    pid: component?.pid,
    startTime: component?.startTime,
  };
}
