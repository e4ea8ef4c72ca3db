import {
  atLeast,
  buildProblems,
  explainGoFailure,
  parseGoVersion,
} from './requirements.ts';

const NEW_GO = 'go version go1.26.8 linux/amd64\n';
const ROOM = { path: '/', needBytes: 7e9, freeBytes: 70e9 };

describe('What stands in the way of a build', () => {
  it('is nothing on a machine with Go and room', () => {
    expect(buildProblems({ goVersion: NEW_GO, disks: [ROOM] })).toEqual([]);
  });

  it('is a missing Go', () => {
    expect(buildProblems({ goVersion: undefined, disks: [] })).toEqual([
      expect.stringMatching(/^Go was not found.*install Go 1\.26 or newer/),
    ]);
  });

  it('is an old Go', () => {
    const old = 'go version go1.19.8 linux/amd64';
    expect(buildProblems({ goVersion: old, disks: [] })).toEqual([
      expect.stringMatching(/^Go 1\.19\.8 is too old.*1\.26 or newer/),
    ]);
  });

  it('is a Go whose version is not understood', () => {
    const odd = 'go version devel';
    expect(buildProblems({ goVersion: odd, disks: [] })[0]).toMatch(
      /"go version devel"/,
    );
  });

  it('is a full disk, and all problems are said at once', () => {
    const full = { path: '/home', needBytes: 9e9, freeBytes: 1.25e9 };
    const problems = buildProblems({ goVersion: undefined, disks: [full] });
    expect(problems).toHaveLength(2);
    expect(problems[1]).toMatch(
      /\/home has 1\.3 GB free and the build needs about 9\.0 GB/,
    );
  });
});

it.each([
  ['go version go1.26.8 linux/amd64', '1.26.8'],
  ['go version go1.27rc1 darwin/arm64', '1.27'],
  ['nonsense', undefined],
])('reads the version out of %p', (output, version) => {
  expect(parseGoVersion(output)).toBe(version);
});

it.each([
  ['1.26', '1.26', true],
  ['1.26.8', '1.26', true],
  ['1.100', '1.26', true],
  ['2.0', '1.26', true],
  ['1.9', '1.26', false],
  ['1.25.9', '1.26', false],
])('knows whether %p is at least %p', (have, want, answer) => {
  expect(atLeast(have, want)).toBe(answer);
});

describe('A failed go command', () => {
  const goproxy = 'https://proxy.example';

  it('names the proxy when it cannot be reached', () => {
    const output = 'dial tcp: lookup proxy.example: no such host';
    expect(explainGoFailure(output, goproxy)).toMatch(
      /GOPROXY=https:\/\/proxy\.example.*run it again/,
    );
  });

  it('says what to do when the disk is full or memory is short', () => {
    expect(explainGoFailure('write: no space left on device', goproxy)).toMatch(
      /make room/,
    );
    expect(explainGoFailure('compile: signal: killed', goproxy)).toMatch(
      /memory/,
    );
  });

  it('does not guess at anything else', () => {
    expect(explainGoFailure('undefined: foo', goproxy)).toBeUndefined();
  });
});
