import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, labDir, labsDir, repoRoot } from './paths.ts';

it('finds the repository from below', () => {
  expect(existsSync(join(repoRoot(), 'packages', 'lab', 'go'))).toBe(true);
});

it('takes folders from the environment', () => {
  expect(cacheDir({ GREENLIGHT_CACHE: '/c' })).toBe('/c');
  expect(labsDir({ GREENLIGHT_CACHE: '/c' })).toBe('/c/labs');
  expect(labsDir({ GREENLIGHT_LAB_DIR: '/l' })).toBe('/l');
});

it.each(['..', 'a/b', '', 'A', '-a', 'a'.repeat(41)])(
  'does not take %p as the name of a lab',
  name => {
    expect(() => labDir(name)).toThrow(/cannot be the name of a lab/);
  },
);
