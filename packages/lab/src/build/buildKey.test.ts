import { buildFlags, buildKey, type BuildInput } from './buildKey.ts';
import { PROGRAM_ROWS, type ProgramRow } from './programs.ts';

function anInput(changes: Partial<BuildInput> = {}): BuildInput {
  return {
    platform: 'linux-x64',
    rows: PROGRAM_ROWS,
    files: new Map([
      ['etcd/go.mod', 'module lab/etcd'],
      ['etcd/go.sum', 'h1:a'],
    ]),
    ...changes,
  };
}

describe('The key of a build', () => {
  it('does not depend on the order in which files were read', () => {
    const files = new Map([...anInput().files].reverse());
    expect(buildKey(anInput({ files }))).toBe(buildKey(anInput()));
  });

  it('changes with a checksum, a platform, a flag and a program', () => {
    const [first, ...others] = PROGRAM_ROWS;
    const changed = (change: Partial<ProgramRow>) => ({
      rows: [{ ...first, ...change } as ProgramRow, ...others],
    });
    const variants: Array<Partial<BuildInput>> = [
      {},
      { files: new Map([...anInput().files, ['etcd/go.sum', 'h1:b']]) },
      { platform: 'darwin-arm64' },
      changed({ linkerFlags: ['-X a=b'] }),
      changed({ programs: { etcd: 'go.etcd.io/etcd/other' } }),
    ];
    const keys = variants.map(variant => buildKey(anInput(variant)));
    expect(new Set(keys).size).toBe(variants.length);
  });

  it('does not confuse where one file ends and the next begins', () => {
    const one = new Map([['a', 'b\0c\0d']]);
    const two = new Map([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(buildKey(anInput({ files: one }))).not.toBe(
      buildKey(anInput({ files: two })),
    );
  });
});

it('strips symbols and sets the versions that upstream would have set', () => {
  const kubernetes = PROGRAM_ROWS.find(row => row.folder === 'kubernetes');
  expect(kubernetes && buildFlags(kubernetes).join(' ')).toMatch(
    /-ldflags=-s -w .*gitVersion=v1\.36\.3/,
  );
});
