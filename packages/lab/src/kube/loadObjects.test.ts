import { ownersFirst } from './loadObjects.ts';
import type { KubeObject } from './objects.ts';
import { parseObjects } from './yamlFiles.ts';

function anObject(
  name: string,
  options: { uid?: string; owner?: { uid: string; name: string } } = {},
): KubeObject {
  const { uid = name, owner } = options;
  return {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: {
      name,
      uid,
      ownerReferences: owner
        ? [{ apiVersion: 'v1', kind: 'Thing', ...owner }]
        : undefined,
    },
  };
}

const names = (objects: KubeObject[]) =>
  objects.map(({ metadata }) => metadata.name);

describe('A set of objects to load', () => {
  it('is ordered so that owners come first', () => {
    const pod = anObject('pod', { owner: { uid: 'set', name: 'set' } });
    const set = anObject('set', { owner: { uid: 'root', name: 'root' } });
    expect(names(ownersFirst([pod, set, anObject('root')]))).toEqual([
      'root',
      'set',
      'pod',
    ]);
  });

  it('takes the owner of the right name where objects share a UID', () => {
    const pod = anObject('pod', { owner: { uid: 'u', name: 'second' } });
    const first = anObject('first', { uid: 'u' });
    const second = anObject('second', { uid: 'u' });
    expect(names(ownersFirst([pod, first, second]))).toEqual([
      'second',
      'pod',
      'first',
    ]);
  });

  it('may name owners that are not in it', () => {
    const pod = anObject('pod', { owner: { uid: 'gone', name: 'gone' } });
    expect(names(ownersFirst([pod]))).toEqual(['pod']);
  });

  it('is refused when objects own each other', () => {
    const a = anObject('a', { owner: { uid: 'b', name: 'b' } });
    const b = anObject('b', { owner: { uid: 'a', name: 'a' } });
    expect(() => ownersFirst([a, b])).toThrow(/own each other/);
  });
});

describe('YAML with Kubernetes objects', () => {
  const thing = 'apiVersion: v1\nkind: Thing\nmetadata: {name: a}\n';

  it('gives every document and the items of lists', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Thing, metadata: {name: b}}\n';
    const objects = parseObjects(`${thing}---\n---\n${list}`, 'file');
    expect(names(objects)).toEqual(['a', 'b']);
  });

  it('tells where something is no object', () => {
    expect(() => parseObjects(`${thing}---\nkind: 1\n`, 'x.yaml')).toThrow(
      /x\.yaml, document 1 is not a Kubernetes object/,
    );
    expect(() => parseObjects('a: [', 'x.yaml')).toThrow(/^x\.yaml: /);
  });
});
