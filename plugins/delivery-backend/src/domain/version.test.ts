import { parseImage } from './image';
import { versionOf } from './version';
import type { VersionSource } from './version';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;

describe('image reference', () => {
  it.each([
    ['app', { repository: 'app' }],
    ['app:1.0', { repository: 'app', tag: '1.0' }],
    ['host:5000/app', { repository: 'host:5000/app' }],
    ['host:5000/team/app:v1', { repository: 'host:5000/team/app', tag: 'v1' }],
    [`app@${DIGEST}`, { repository: 'app', digest: DIGEST }],
    [
      `host:5000/app:1@${DIGEST}`,
      { repository: 'host:5000/app', tag: '1', digest: DIGEST },
    ],
  ])('%s is taken apart', (image, parts) => {
    expect(parseImage(image)).toEqual(parts);
  });

  it.each(['', ':1', 'app:', 'app:ü', 'app@sha256:12', 'a b', '@', 'app:1:2'])(
    '%j is none',
    image => {
      expect(parseImage(image)).toBeUndefined();
    },
  );
});

const rules = { commitPattern: /^sha-([0-9a-f]{7,40})$/ };

function version(change: Partial<VersionSource>, image = 'shop/app:1.0.0') {
  return versionOf(
    {
      containers: [{ name: 'app', image }],
      objectAnnotations: {},
      templateAnnotations: {},
      ...change,
    },
    { ...rules, commitUrl: sha => `https://git.example/${sha}` },
  );
}

describe('version', () => {
  it('is the image of the named container, else of the first', () => {
    const containers = [
      { name: 'proxy', image: 'proxy:9' },
      { name: 'app', image: 'app:1' },
    ];
    const objectAnnotations = { 'greenlight.dev/container': 'app' };
    expect(version({ containers }).tag).toBe('9');
    expect(version({ containers, objectAnnotations }).tag).toBe('1');
  });

  it('says when the named container is not there', () => {
    const objectAnnotations = { 'greenlight.dev/container': 'ghost' };
    expect(version({ objectAnnotations })).toMatchObject({
      label: 'unknown',
      unknown: expect.stringContaining('"ghost"'),
    });
  });

  it('says when there is no container', () => {
    expect(version({ containers: [] })).toMatchObject({ label: 'unknown' });
  });

  it('has the commit of the annotation, of the pod template before the object', () => {
    const objectAnnotations = { 'greenlight.dev/commit': 'aaaaaaa' };
    const templateAnnotations = { 'greenlight.dev/commit': 'bbbbbbb' };
    expect(version({ objectAnnotations }).commit).toEqual({
      sha: 'aaaaaaa',
      from: 'annotation',
      url: 'https://git.example/aaaaaaa',
    });
    expect(
      version({ objectAnnotations, templateAnnotations }).commit?.sha,
    ).toBe('bbbbbbb');
  });

  it('has the commit of the tag when there is no annotation', () => {
    expect(version({}, 'app:sha-0a1b2c3').commit).toMatchObject({
      sha: '0a1b2c3',
      from: 'tag',
    });
  });

  it.each([
    ['1.0.0', {}, /tag "1.0.0" does not name a commit/],
    [undefined, {}, /no tag/],
    ['1.0.0', { 'greenlight.dev/commit': 'main"><b>' }, /not a commit/],
  ])('says why the commit of tag %s is unknown', (tag, notes, why) => {
    const image = tag ? `app:${tag}` : 'app';
    const { commit, unknown } = version({ objectAnnotations: notes }, image);
    expect(commit).toBeUndefined();
    expect(unknown).toMatch(why);
  });

  it.each([
    ['app:1', {}, '1'],
    [`app@${DIGEST}`, {}, 'sha256:abababababab'],
    ['app', { app: [DIGEST, DIGEST] }, 'sha256:abababababab'],
    ['app', { app: [DIGEST, OTHER] }, 'unknown'],
    ['not an image', {}, 'unknown'],
  ])('%s with running digests %j is called %s', (image, running, label) => {
    expect(version({ runningDigests: running }, image).label).toBe(label);
  });
});
