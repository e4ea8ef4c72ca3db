import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseVersion, prometheusAvailable } from './programs.ts';

const VARIABLE = 'GREENLIGHT_PROMETHEUS2';
const before = { ...process.env };
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greenlight-path-'));
  process.env.PATH = dir;
  delete process.env[VARIABLE];
});

afterEach(() => {
  process.env = { ...before };
  rmSync(dir, { recursive: true });
});

function aProgram(says: string): string {
  const file = join(dir, 'prometheus');
  writeFileSync(file, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(file, 0o755);
  return file;
}

function reason(): string {
  const found = prometheusAvailable('2');
  return found.available ? 'available' : found.reason;
}

describe("Debian's Prometheus", () => {
  it('is found on PATH with its promtool', () => {
    const prometheus = aProgram('prometheus, version 2.42.0+ds (branch: x)');
    expect(prometheusAvailable('2')).toEqual({
      available: true,
      version: '2.42.0',
      prometheus,
      promtool: join(dir, 'promtool'),
    });
  });

  it('is said to be missing with the command that installs it', () => {
    expect(reason()).toMatch(
      /"apt-get install -y --no-install-recommends prometheus"/,
    );
  });

  it('is not a program that a variable names in vain', () => {
    process.env[VARIABLE] = '/nowhere/prometheus';
    expect(reason()).toMatch(/names \/nowhere\/prometheus, which is not there/);
  });

  it.each([
    ['prometheus, version 3.1.0 (branch: x)', /is 3\.1\.0; set GREENLIGHT/],
    ['hello', /is not a Prometheus/],
  ])('is not a program that says %p', (says, message) => {
    aProgram(says);
    expect(reason()).toMatch(message);
  });
});

it('reads the version out of what the program says', () => {
  expect(
    parseVersion('prometheus, version 3.16.0 (branch: , revision: u'),
  ).toBe('3.16.0');
  expect(parseVersion('promtool, version 3.16.0')).toBeUndefined();
});
