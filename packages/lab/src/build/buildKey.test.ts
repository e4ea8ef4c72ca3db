import { assetsKey, buildFlags, rowKey, setKey } from './buildKey.ts';
import { PROGRAM_ROWS, type ProgramRow } from './programs.ts';

const FILES = { goMod: 'module lab/etcd', goSum: 'h1:a' };
const ETCD: ProgramRow = {
  folder: 'etcd',
  module: 'go.etcd.io/etcd/server/v3',
  version: 'v3.6.16',
  programs: { etcd: 'go.etcd.io/etcd/server/v3' },
  coldSeconds: 40,
};

function keyOf(
  change: Partial<ProgramRow> = {},
  options: { platform?: string; files?: Partial<typeof FILES> } = {},
): string {
  return rowKey(
    { ...ETCD, ...change },
    {
      platform: options.platform ?? 'linux-x64',
      files: { ...FILES, ...options.files },
    },
  );
}

describe('The key of a row', () => {
  it('changes with a checksum, a platform, a flag, a tag and a program', () => {
    const keys = [
      keyOf(),
      keyOf({}, { files: { goSum: 'h1:b' } }),
      keyOf({}, { platform: 'darwin-arm64' }),
      keyOf({ linkerFlags: ['-X a=b'] }),
      keyOf({ tags: ['less'] }),
      keyOf({ programs: { etcd: 'go.etcd.io/etcd/other' } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with what a build does not see', () => {
    expect(keyOf({ coldSeconds: 4 })).toBe(keyOf());
  });

  it('does not confuse where one file ends and the next begins', () => {
    const one = keyOf({}, { files: { goMod: 'a', goSum: 'bc' } });
    const two = keyOf({}, { files: { goMod: 'ab', goSum: 'c' } });
    expect(one).not.toBe(two);
  });
});

it('shows a set of programs anew when one of its rows changed', () => {
  expect(setKey(['a', 'b'])).not.toBe(setKey(['a', 'c']));
});

it('reads definitions anew when a module that has them changed', () => {
  const changed = { ...FILES, goSum: 'h1:b' };
  expect(assetsKey([FILES, FILES])).not.toBe(assetsKey([FILES, changed]));
});

it('strips symbols and sets the versions that upstream would have set', () => {
  const kubernetes = PROGRAM_ROWS.find(row => row.folder === 'kubernetes');
  expect(kubernetes && buildFlags(kubernetes).join(' ')).toMatch(
    /-ldflags=-s -w .*gitVersion=v1\.36\.3/,
  );
});
