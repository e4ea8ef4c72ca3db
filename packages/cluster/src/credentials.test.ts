import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedCredential, tokenFromFile } from './credentials';

function aProvider() {
  let asked = 0;
  return async () => {
    asked++;
    return { type: 'bearer token', token: `token-${asked}` } as const;
  };
}

describe('a cached credential', () => {
  it('is asked for once within five minutes', async () => {
    let now = 0;
    const source = cachedCredential(aProvider(), { now: () => now });
    const first = await source.credential();
    now = 299_999;
    expect(await source.credential()).toEqual(first);
    now = 300_000;
    expect(await source.credential()).toMatchObject({ token: 'token-2' });
  });

  it('is asked for once by all who wait at the same time', async () => {
    const source = cachedCredential(aProvider());
    const all = await Promise.all([source.credential(), source.credential()]);
    expect(all[0]).toBe(all[1]);
  });

  it('is asked for again once it is forgotten', async () => {
    const source = cachedCredential(aProvider());
    await source.credential();
    source.forgetCredential();
    expect(await source.credential()).toMatchObject({ token: 'token-2' });
  });

  it('keeps no failure', async () => {
    let broken = true;
    const source = cachedCredential(async () => {
      if (broken) throw new Error('away');
      return { type: 'anonymous' };
    });
    await expect(source.credential()).rejects.toThrow('away');
    broken = false;
    expect(await source.credential()).toEqual({ type: 'anonymous' });
  });
});

describe('a token from a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-token-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read each time, since tokens are rotated in place', async () => {
    const file = join(folder, 'token');
    const read = tokenFromFile(file);
    await writeFile(file, 'one\n');
    expect(await read()).toEqual({ type: 'bearer token', token: 'one' });
    await writeFile(file, 'two\n');
    expect(await read()).toEqual({ type: 'bearer token', token: 'two' });
  });

  it('is refused when the file is empty', async () => {
    const file = join(folder, 'token');
    await writeFile(file, '\n');
    await expect(tokenFromFile(file)()).rejects.toThrow(/is empty/);
  });
});
