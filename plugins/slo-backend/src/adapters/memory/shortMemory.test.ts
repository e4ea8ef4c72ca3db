import { mockCredentials } from '@backstage/backend-test-utils';
import { rememberingEntities, rememberingGatekeeper } from './shortMemory';

const limits = { ttlMs: 5_000, most: 1_000 };
const ann = mockCredentials.user('user:default/ann');
const bob = mockCredentials.user('user:default/bob');

function catalog(visible: readonly string[] = ['a', 'b', 'c']) {
  const asked: string[][] = [];
  const state = { failing: false };
  const entities = rememberingEntities(
    {
      async visible(refs) {
        asked.push([...refs]);
        if (state.failing) throw new Error('the catalog is away');
        return new Map(
          refs
            .filter(ref => visible.includes(ref))
            .map(ref => [ref, { title: ref }]),
        );
      },
    },
    limits,
  );
  const shown = async (refs: string[], who = ann) => {
    const found = await entities.visible(refs, who);
    return refs.filter(ref => found.has(ref));
  };
  return { asked, state, shown };
}

describe('what the catalog showed', () => {
  it('is asked once for pages of one person that read at the same time and right after', async () => {
    const { asked, shown } = catalog();
    await Promise.all([shown(['a', 'b']), shown(['a', 'b'])]);
    expect(await shown(['b'])).toEqual(['b']);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('is asked for what is new alone', async () => {
    const { asked, shown } = catalog();
    await shown(['a', 'x']);
    expect(await shown(['a', 'b', 'x'])).toEqual(['a', 'b']);
    expect(asked).toEqual([['a', 'x'], ['b']]);
  });

  it('keeps people apart', async () => {
    const { asked, shown } = catalog();
    await shown(['a']);
    await shown(['a'], bob);
    expect(asked).toHaveLength(2);
  });

  it('is not remembered of somebody who cannot be told apart', async () => {
    const { asked, shown } = catalog();
    const nobody = mockCredentials.none() as never;
    await shown(['a'], nobody);
    await shown(['a'], nobody);
    expect(asked).toHaveLength(2);
  });

  it('is asked again at once after it failed', async () => {
    const { asked, state, shown } = catalog();
    state.failing = true;
    await expect(shown(['a'])).rejects.toThrow('away');
    state.failing = false;
    expect(await shown(['a'])).toEqual(['a']);
    expect(asked).toHaveLength(2);
  });

  it('stands no longer than it may, however often more is asked', async () => {
    const asked: string[][] = [];
    const entities = rememberingEntities(
      {
        async visible(refs) {
          asked.push([...refs]);
          return new Map();
        },
      },
      { ...limits, ttlMs: 40 },
    );
    const until = Date.now() + 2_000;
    for (let at = 0; Date.now() < until; at += 1) {
      await entities.visible(['a', `b-${at}`], ann);
      if (asked.filter(refs => refs.includes('a')).length > 1) break;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(asked.filter(refs => refs.includes('a')).length).toBeGreaterThan(1);
  });
});

describe('what the policy said', () => {
  it('is asked once for a moment, of each person', async () => {
    let asked = 0;
    const gatekeeper = rememberingGatekeeper(
      {
        async mayRead({ principal }) {
          asked += 1;
          return JSON.stringify(principal).includes('ann');
        },
      },
      limits,
    );
    const answers = [ann, ann, bob, bob].map(who => gatekeeper.mayRead(who));
    expect(await Promise.all(answers)).toEqual([true, true, false, false]);
    expect(asked).toBe(2);
  });

  it('is asked again at once after it failed', async () => {
    let failing = true;
    const gatekeeper = rememberingGatekeeper(
      {
        async mayRead() {
          if (failing) throw new Error('the policy is away');
          return true;
        },
      },
      limits,
    );
    await expect(gatekeeper.mayRead(ann)).rejects.toThrow('away');
    failing = false;
    expect(await gatekeeper.mayRead(ann)).toBe(true);
  });
});
