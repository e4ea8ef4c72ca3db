import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod/v4';
import { LabError } from '../errors.ts';
import { writePrivateJson } from '../run/files.ts';
import { go } from './goTool.ts';
import { ISTIO_ROW, PROGRAM_ROWS } from './programs.ts';

/** What a complete cache folder holds besides programs. JSON, since it is read at every start. */
export const ASSET_FILES = ['crds.json', 'stages.json'] as const;

/** Folders under `go/` of the modules that they are read from. */
export const ASSET_ROWS = ['rollouts', 'istio', 'kwok'] as const;

const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat/node-heartbeat.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

/** Copies CRDs and kwok's stages out of the module cache, so that a start does not need the Go caches. */
export async function writeAssets(goDir: string, to: string): Promise<void> {
  const rollouts = await moduleDir(goDir, 'rollouts');
  const istio = await moduleDir(goDir, 'istio');
  const kwok = await moduleDir(goDir, 'kwok');
  const crdDir = join(rollouts, 'manifests', 'crds');
  const crds = [
    ...readdirSync(crdDir)
      .filter(name => name.endsWith('-crd.yaml'))
      .flatMap(name => documents(join(crdDir, name))),
    ...documents(
      join(istio, 'kubernetes', 'customresourcedefinitions.gen.yaml'),
    ).filter(isRouting),
  ];
  writePrivateJson(join(to, 'crds.json'), crds);
  writePrivateJson(
    join(to, 'stages.json'),
    STAGES.flatMap(name => documents(join(kwok, 'kustomize', 'stage', name))),
  );
}

/** The rest of Istio's definitions would cost each start a second and 200 MB. */
const ROUTING = [
  'VirtualService',
  'DestinationRule',
  'Gateway',
  'ServiceEntry',
];

const definition = z.looseObject({
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
  }),
});

function isRouting(value: unknown): boolean {
  const { spec } = definition.parse(value);
  return (
    spec.group === 'networking.istio.io' && ROUTING.includes(spec.names.kind)
  );
}

async function moduleDir(
  goDir: string,
  folder: (typeof ASSET_ROWS)[number],
): Promise<string> {
  const row = [...PROGRAM_ROWS, ISTIO_ROW].find(r => r.folder === folder);
  if (!row) throw new LabError(`There is no module for ${folder}.`);
  const cwd = join(goDir, folder);
  await go(['mod', 'download', row.module], { cwd });
  const dir = await go(['list', '-m', '-f', '{{.Dir}}', row.module], { cwd });
  return dir.trim();
}

function documents(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map(document => document.toJS() as unknown)
    .filter(value => value !== null);
}
