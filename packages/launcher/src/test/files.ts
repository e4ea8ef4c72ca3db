import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fromRoot, root } from '../paths.ts';
import { needsOfTests } from '../jest.ts';

/** Test files that git knows or will know. */
export function testFiles(): string[] {
  const listed = execFileSync(
    'git',
    [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      '*.test.ts',
      '*.test.tsx',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return listed
    .split('\0')
    .filter(name => name !== '' && fs.existsSync(fromRoot(name)));
}

export function hasFiles(pattern: string): boolean {
  return testFiles().some(name => new RegExp(pattern).test(name));
}

/** Tests that run on every database that is there: told by what they use, so that none is forgotten. */
export function databaseTests(): string[] {
  const others = [needsOfTests.lab, needsOfTests.conformance];
  return testFiles().filter(
    name =>
      !others.some(pattern => new RegExp(pattern).test(name)) &&
      (new RegExp(needsOfTests.postgres).test(name) ||
        /\bTestDatabases\b/.test(fs.readFileSync(fromRoot(name), 'utf8'))),
  );
}
