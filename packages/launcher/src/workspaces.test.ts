import { closureOf } from './workspaces.ts';

const workspace = (name: string, ...needs: string[]) => ({
  name,
  dir: `packages/${name}`,
  needs,
});

describe('closureOf', () => {
  it('holds a workspace and everything below it once', () => {
    const all = [
      workspace('app', 'page'),
      workspace('page', 'common', 'ui'),
      workspace('ui', 'common'),
      workspace('common'),
      workspace('other'),
    ];
    expect(closureOf('app', all)).toEqual(['app', 'common', 'page', 'ui']);
  });

  it('ends when two need each other', () => {
    expect(closureOf('a', [workspace('a', 'b'), workspace('b', 'a')])).toEqual([
      'a',
      'b',
    ]);
  });
});
