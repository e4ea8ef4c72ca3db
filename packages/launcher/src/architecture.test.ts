import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot, tool } from './paths.ts';
import { run } from './process/programs.ts';

/** A repository in small, with one wrong import per file, and some right ones. */
const files: Record<string, string> = {
  'packages/rollouts/src/index.ts': 'export const status = 1;',
  'packages/rollouts/src/clock.ts': "import 'node:fs';",
  'packages/rollouts/src/effects.ts': "import 'knex';",
  'packages/rollouts/src/schema.ts': "import 'zod/v4';",
  'packages/cluster/src/index.ts': 'export const watch = 1;',
  'packages/cluster/src/product.ts': "import '@greenlight/rollouts';",
  'packages/cluster/src/words.ts': "import '@backstage/config';",
  'packages/cluster/src/contract.lab.test.ts': "import '@greenlight/lab';",
  'packages/cluster/src/world.ts': "import '@greenlight/lab';",
  'packages/lab/src/index.ts': 'export const lab = 1;',
  'packages/lab/src/twin.ts': "import '@greenlight/rollouts';",
  'plugins/delivery-common/src/index.ts': "import '@greenlight/rollouts';",
  'plugins/delivery-backend/src/index.ts': 'export const plugin = 1;',
  'plugins/delivery-backend/src/plugin.ts':
    "import './config'; import './router'; import './service/Service'; import './adapters/kubernetes/read';",
  'plugins/delivery-backend/src/config.ts': 'export const config = 1;',
  'plugins/delivery-backend/src/router.ts': "import './service/Service';",
  'plugins/delivery-backend/src/service/Service.ts':
    "import './ports'; import '../domain/plan';",
  'plugins/delivery-backend/src/service/ports.ts': 'export const port = 1;',
  'plugins/delivery-backend/src/service/shortcut.ts':
    "import '../adapters/kubernetes/read';",
  'plugins/delivery-backend/src/adapters/kubernetes/read.ts':
    "import '../../service/ports'; import '@greenlight/cluster';",
  'plugins/delivery-backend/src/adapters/kubernetes/up.ts':
    "import '../../service/Service';",
  'plugins/delivery-backend/src/domain/plan.ts':
    "import '@greenlight/backstage-plugin-delivery-common';",
  'plugins/delivery-backend/src/domain/outward.ts':
    "import '../adapters/kubernetes/read';",
  'plugins/delivery-backend/src/domain/network.ts': "import 'node:http';",
  'plugins/delivery-backend/src/domain/cluster.ts':
    "import '@greenlight/cluster';",
  'plugins/delivery-backend/src/domain/framework.ts': "import 'knex';",
  'plugins/delivery/src/index.ts':
    "import type {} from '@greenlight/backstage-plugin-delivery-backend';",
  'plugins/delivery/src/inner.ts':
    "import '@greenlight/backstage-plugin-delivery-common/src/secret';",
  'plugins/delivery-common/src/secret.ts': 'export const secret = 1;',
  'plugins/novelty/src/index.ts': "import 'zod/v4';",
  'plugins/delivery/src/ring.ts': "import './ringBack';",
  'plugins/delivery/src/ringBack.ts': "import './ring';",
};

const wrong = [
  ['packages/rollouts/src/clock.ts', 'pure:no-node-builtins'],
  ['packages/rollouts/src/effects.ts', 'pure:no-node-modules-with-effects'],
  ['packages/cluster/src/product.ts', 'package:packages/cluster'],
  ['packages/cluster/src/words.ts', 'libraries:no-backstage'],
  ['packages/cluster/src/world.ts', 'package:packages/cluster'],
  ['packages/lab/src/twin.ts', 'package:packages/lab'],
  ['plugins/delivery-backend/src/service/shortcut.ts', 'inside:'],
  ['plugins/delivery-backend/src/adapters/kubernetes/up.ts', 'inside:'],
  ['plugins/delivery-backend/src/domain/outward.ts', 'inside:'],
  ['plugins/delivery-backend/src/domain/network.ts', 'pure:no-node-builtins'],
  [
    'plugins/delivery-backend/src/domain/cluster.ts',
    'pure:domain-imports-common-only',
  ],
  [
    'plugins/delivery-backend/src/domain/framework.ts',
    'pure:no-node-modules-with-effects',
  ],
  ['plugins/delivery/src/index.ts', 'package:plugins/delivery'],
  ['plugins/delivery/src/inner.ts', 'no-inner-doors'],
  ['plugins/delivery/src/ring.ts', 'no-cycles'],
  ['plugins/novelty/src/index.ts', 'package-not-in-the-table'],
] as const;

interface Violation {
  from: string;
  rule: { name: string };
}

let dir: string;
let violations: Violation[];

function packageName(folder: string): string {
  const [kind, name] = folder.split('/');
  return kind === 'packages'
    ? `@greenlight/${name}`
    : `@greenlight/backstage-plugin-${name}`;
}

function write(file: string, content: string): void {
  const full = path.join(dir, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, content);
}

function link(target: string, name: string): void {
  const full = path.join(dir, 'node_modules', name);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.symlinkSync(target, full);
}

beforeAll(async () => {
  dir = fs.realpathSync(
    fs.mkdtempSync(path.join(os.tmpdir(), 'greenlight-architecture-')),
  );
  Object.entries(files).forEach(([file, content]) => write(file, content));
  const folders = new Set(
    Object.keys(files).map(file => file.split('/').slice(0, 2).join('/')),
  );
  for (const folder of folders) {
    const name = packageName(folder);
    write(
      `${folder}/package.json`,
      JSON.stringify({ name, main: 'src/index.ts' }),
    );
    link(path.join(dir, folder), name);
  }
  for (const name of ['zod', 'knex', '@backstage/config']) {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, main: 'index.js' }),
    );
    write(`node_modules/${name}/index.js`, '');
    write(`node_modules/${name}/v4/index.js`, '');
  }
  write('tsconfig.json', '{}');
  const ended = await run({
    command: process.execPath,
    args: [
      tool('depcruise'),
      'packages',
      'plugins',
      '--config',
      fromRoot('.dependency-cruiser.cjs'),
      '--output-type',
      'json',
    ],
    cwd: dir,
  });
  violations = JSON.parse(ended.output).summary.violations;
}, 60_000);

afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

describe('the architecture rules', () => {
  it.each(wrong)('refuse the import of %s (%s)', (file, rule) => {
    const found = violations
      .filter(violation => violation.from === file)
      .map(violation => violation.rule.name);
    expect(found).toContainEqual(expect.stringContaining(rule));
  });

  it('let every other import pass', () => {
    const expected = new Set<string>(wrong.map(([file]) => file));
    const others = violations
      .filter(violation => !expected.has(violation.from))
      .filter(
        violation => violation.from !== 'plugins/delivery/src/ringBack.ts',
      )
      .map(violation => `${violation.from}: ${violation.rule.name}`);
    expect(others).toEqual([]);
  });
});
