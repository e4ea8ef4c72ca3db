import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../errors.ts';
import { LabApi } from '../kube/api.ts';
import { GONE } from './demoTraffic.ts';
import { readKubeconfig } from './kubeconfig.ts';
import { advance, noTraffic, withStreams, type Traffic } from './model.ts';
import { streamsOf } from './route.ts';
import { trafficServer } from './server.ts';
import { watchCluster } from './watchCluster.ts';

const say = (line: string) =>
  void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

function main(): void {
  const { values } = parseArgs({
    options: { kubeconfig: { type: 'string' }, port: { type: 'string' } },
  });
  const { kubeconfig = 'kubeconfig', port } = values;
  let traffic: Traffic = noTraffic(Date.now(), GONE);
  const now = () => {
    traffic = advance(traffic, Date.now());
    return traffic;
  };
  const change = (how: (before: Traffic) => Traffic) => {
    traffic = how(now());
  };
  const server = trafficServer({ now, change });
  server.listen(Number(port), '127.0.0.1', () => say(`Listening on ${port}`));
  const api = new LabApi(readKubeconfig(readFileSync(kubeconfig, 'utf8')));
  watchCluster(api, {
    say,
    signal: new AbortController().signal,
    tell: cluster => change(before => withStreams(before, streamsOf(cluster))),
  });
}

try {
  main();
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
}
