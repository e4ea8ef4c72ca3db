import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { ClusterProcesses } from './clusterProcesses.ts';
import type { ClusterLayout } from './components.ts';
import type { Guardian } from './guardian.ts';
import { freePorts } from './ports.ts';
import { answers } from './readiness.ts';
import type { LabRequest } from './request.ts';
import { waitFor } from './waiting.ts';

/** What a start needs besides the request. */
export interface StartContext {
  request: LabRequest;
  /** Do Prometheus and the traffic stand beside this cluster? */
  telemetry: boolean;
  guardian: Guardian;
  onChange: () => void;
  /** Called before anything runs, so that it can be ended from outside. */
  onProcesses: (processes: ClusterProcesses) => void;
}

/** A port may be taken between choosing and listening: then others are chosen. */
export async function startServer(
  dir: string,
  context: StartContext,
): Promise<ClusterProcesses> {
  for (let attempt = 1; ; attempt++) {
    const layout = await chooseLayout(dir, context);
    const { apiserver } = layout.ports;
    const processes = new ClusterProcesses(layout, context);
    context.onProcesses(processes);
    processes.start('etcd');
    processes.start('apiserver');
    try {
      await waitFor(
        'The start of the API server',
        async () => {
          processes.expectRunning('etcd');
          processes.expectRunning('apiserver');
          return answers(apiserver);
        },
        { withinMs: 60_000, everyMs: 25 },
      );
      return processes;
    } catch (error) {
      const taken = /address already in use/.test(
        processes.logTail('apiserver'),
      );
      await processes.stopAll();
      if (!taken || attempt === 3) throw error;
      rmSync(join(dir, 'etcd'), { recursive: true, force: true });
      rmSync(join(dir, 'apiserver.log'), { force: true });
    }
  }
}

async function chooseLayout(
  dir: string,
  { request: wanted, telemetry }: StartContext,
): Promise<ClusterLayout> {
  const { binDir, prometheus } = wanted;
  const [apiserver, kwok, health, metrics, ...others] = await freePorts(6);
  const [forPrometheus, forTraffic] = others;
  if (!apiserver || !kwok || !health || !metrics) {
    throw new LabError('Six free ports were expected.');
  }
  const layout = { binDir, dir, ports: { apiserver, kwok, health, metrics } };
  if (!telemetry || !prometheus || !forPrometheus || !forTraffic) return layout;
  const main = join(wanted.packageDir, 'src', 'traffic', 'main.ts');
  return {
    ...layout,
    telemetry: {
      prometheus: {
        ...prometheus,
        dir: join(wanted.stateDir, 'prometheus'),
        port: forPrometheus,
      },
      traffic: { main, port: forTraffic },
    },
  };
}
