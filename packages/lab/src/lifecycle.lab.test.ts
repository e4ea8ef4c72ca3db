import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ApiError } from './kube/errors.ts';
import { LabApi } from './kube/api.ts';
import {
  firstCluster,
  issueToken,
  labApi,
  revokeToken,
  rotateToken,
  startComponent,
  stopComponent,
} from './run/control.ts';
import { labDir, packageDir } from './run/paths.ts';
import { isAlive, type ProcessIdentity } from './run/processes.ts';
import { startLab, stopLab } from './run/startLab.ts';
import { readLab, type Lab } from './run/state.ts';
import { waitFor } from './run/waiting.ts';
import { describeOnLab } from './testing.ts';

const MINUTE = 60_000;
const WITHIN = { withinMs: 30_000 };
const SOON = { withinMs: 20_000, everyMs: 250 };
const PODS = { apiVersion: 'v1', kind: 'Pod', namespace: 'production' };
const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kept', namespace: 'dev' },
};

function everyProcess(lab: Lab): ProcessIdentity[] {
  const components = lab.clusters.flatMap(cluster => cluster.components);
  return [
    lab.supervisor,
    ...components.flatMap(({ pid, startTime }) =>
      pid && startTime ? [{ pid, startTime }] : [],
    ),
  ];
}

async function nothingIsLeft(lab: Lab): Promise<boolean> {
  const processes = everyProcess(lab);
  expect(processes.length).toBeGreaterThan(2);
  return waitFor(
    'The end of every process and of the folder',
    () => !processes.some(isAlive) && !existsSync(lab.stateDir),
    WITHIN,
  );
}

/** The status that a request gets, 200 when it is served. */
async function statusOf(asking: Promise<unknown>): Promise<number> {
  try {
    await asking;
    return 200;
  } catch (error) {
    if (error instanceof ApiError) return error.status;
    throw error;
  }
}

describeOnLab('The life of a lab', () => {
  const name = `life-${process.pid}`;
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ name, controllers: false });
  }, 2 * MINUTE);
  afterAll(() => stopLab(name), MINUTE);

  it('verifies the API server with an authority of its own', async () => {
    const cluster = firstCluster(lab);
    expect(await statusOf(labApi(cluster).list(PODS))).toBe(200);
    const { caData: _, ...rest } = cluster;
    const stranger = Buffer.from('').toString('base64');
    const api = new LabApi({
      ...rest,
      caData: stranger,
      token: cluster.tokens.admin,
    });
    await expect(api.list(PODS)).rejects.toThrow(/certificate/);
  });

  it('keeps its files to itself', () => {
    const cluster = firstCluster(lab);
    const secret = [
      join(lab.stateDir, 'lab.json'),
      cluster.kubeconfig,
      ...Object.values(cluster.tokenFiles),
    ];
    for (const file of secret) expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(cluster.kubeconfig, 'utf8')).not.toMatch(/insecure/);
  });

  it('gives the reader sight and nothing else', async () => {
    const api = labApi(firstCluster(lab), 'reader');
    const rollouts = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      namespace: 'production',
    };
    const secrets = { apiVersion: 'v1', kind: 'Secret', namespace: 'dev' };
    expect(await statusOf(api.list(rollouts))).toBe(200);
    expect(await statusOf(api.list(PODS))).toBe(200);
    expect(await statusOf(api.list(secrets))).toBe(403);
    const patch = api.patch({ ...rollouts, name: 'any' }, { spec: {} });
    expect(await statusOf(patch)).toBe(403);
  });

  it('lets the writer patch rollouts and nothing else', async () => {
    const api = labApi(firstCluster(lab), 'writer');
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      namespace: 'production',
      name: 'any',
    };
    const status = { status: { abort: true } };
    expect(await statusOf(api.patch(rollout, { spec: {} }))).toBe(404);
    expect(await statusOf(api.patchStatus(rollout, status))).toBe(404);
    expect(await statusOf(api.list(rollout))).toBe(403);
    expect(await statusOf(api.remove(rollout))).toBe(403);
    expect(await statusOf(api.list(PODS))).toBe(403);
    const deployment = {
      ...rollout,
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    };
    expect(await statusOf(api.patch(deployment, { spec: {} }))).toBe(403);
  });

  it(
    'brings a stopped API server back on its port with its data',
    async () => {
      const api = labApi(firstCluster(lab));
      await api.apply(CONFIG);
      await stopComponent(lab, 'apiserver');
      await expect(api.list(PODS)).rejects.toThrow(/ECONNREFUSED/);
      await startComponent(lab, 'apiserver');
      const ref = { ...CONFIG, ...CONFIG.metadata };
      expect((await api.get(ref))?.metadata.name).toBe('kept');
      const now = firstCluster(readLab(name));
      expect(now.url).toBe(firstCluster(lab).url);
      expect(
        now.components.find(one => one.name === 'apiserver')?.pid,
      ).not.toBe(
        firstCluster(lab).components.find(one => one.name === 'apiserver')?.pid,
      );
    },
    MINUTE,
  );

  it(
    'refuses a revoked token and takes the new one',
    async () => {
      const cluster = firstCluster(lab);
      const token = await issueToken(cluster, 'reader', {
        expirationSeconds: 600,
      });
      const api = new LabApi({ ...cluster, token });
      expect(await statusOf(api.list(PODS))).toBe(200);
      await revokeToken(cluster, token);
      await waitFor(
        'The refusal of a revoked token',
        async () => (await statusOf(api.list(PODS))) === 401,
        SOON,
      );
      const fresh = await rotateToken(lab, cluster, 'reader');
      const after = firstCluster(readLab(name));
      expect(after.tokens.reader).toBe(fresh);
      expect(readFileSync(after.tokenFiles.reader, 'utf8')).toBe(fresh);
      expect(await statusOf(labApi(after, 'reader').list(PODS))).toBe(200);
    },
    MINUTE,
  );

  it('is not started twice under one name', async () => {
    await expect(startLab({ name })).rejects.toThrow(/is running already/);
  });
});

describeOnLab('The end of a lab', () => {
  it(
    'leaves nothing when its supervisor is killed',
    async () => {
      const name = `kill-${process.pid}`;
      const lab = await startLab({
        name,
        controllers: false,
        prometheus: '3',
      });
      process.kill(lab.supervisor.pid, 'SIGKILL');
      expect(await nothingIsLeft(lab)).toBe(true);
    },
    2 * MINUTE,
  );

  it(
    'leaves nothing when the process that started it is killed',
    async () => {
      const name = `orphan-${process.pid}`;
      const main = join(packageDir(), 'src', 'main.ts');
      const args = ['up', '--foreground', '--no-controllers', '--name', name];
      const child = spawn(process.execPath, [main, ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      for await (const line of createInterface(child.stdout)) {
        if (line.includes('Ctrl-C')) break;
      }
      const lab = readLab(join(labDir(name), 'lab.json'));
      child.kill('SIGKILL');
      expect(await nothingIsLeft(lab)).toBe(true);
    },
    2 * MINUTE,
  );

  it(
    'ends what a dead one left before it starts again',
    async () => {
      const name = `stale-${process.pid}`;
      const first = await startLab({
        name,
        controllers: false,
        prometheus: '3',
      });
      process.kill(guardianOf(first), 'SIGKILL');
      process.kill(first.supervisor.pid, 'SIGKILL');
      await waitFor(
        'The end of the supervisor',
        () => !isAlive(first.supervisor),
        WITHIN,
      );
      expect(everyProcess(first).filter(isAlive)).toHaveLength(4);
      const second = await startLab({ name, controllers: false });
      expect(everyProcess(first).some(isAlive)).toBe(false);
      await stopLab(second);
      expect(await nothingIsLeft(second)).toBe(true);
    },
    3 * MINUTE,
  );
});

/** The shell that watches over a lab. */
function guardianOf(lab: Lab): number {
  const found = spawnSync('pgrep', ['-f', `lab-guardian ${lab.stateDir}`], {
    encoding: 'utf8',
  });
  const pid = Number(found.stdout.trim().split('\n')[0]);
  expect(pid).toBeGreaterThan(1);
  return pid;
}
