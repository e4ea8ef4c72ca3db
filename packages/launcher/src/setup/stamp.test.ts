import { installStamp } from './stamp.ts';
import type { InstallInputs } from './stamp.ts';

const aManifest = (over: object = {}) =>
  JSON.stringify({ name: 'a', dependencies: { zod: '^4' }, ...over });

const inputs = (over: Partial<InstallInputs> = {}): InstallInputs => ({
  nodeVersion: 'v24.21.0',
  platform: 'linux-x64',
  files: [
    { path: 'yarn.lock', content: 'zod@4' },
    { path: 'packages/a/package.json', content: aManifest() },
  ],
  ...over,
});

describe('installStamp', () => {
  it('does not depend on the order of the files', () => {
    const files = [...inputs().files].reverse();
    expect(installStamp(inputs({ files }))).toBe(installStamp(inputs()));
  });

  it.each([
    ['Node', inputs({ nodeVersion: 'v24.22.0' })],
    ['the lock', inputs({ files: [{ path: 'yarn.lock', content: 'zod@5' }] })],
    [
      'a dependency',
      inputs({
        files: [
          { path: 'yarn.lock', content: 'zod@4' },
          {
            path: 'packages/a/package.json',
            content: aManifest({ dependencies: { zod: '^5' } }),
          },
        ],
      }),
    ],
  ])('changes with %s', (_what, changed) => {
    expect(installStamp(changed)).not.toBe(installStamp(inputs()));
  });

  it('stays when only a script of a package changed', () => {
    const files = [
      { path: 'yarn.lock', content: 'zod@4' },
      {
        path: 'packages/a/package.json',
        content: aManifest({ scripts: { test: 'x' } }),
      },
    ];
    expect(installStamp(inputs({ files }))).toBe(installStamp(inputs()));
  });
});
