import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { Gatekeeper } from '../../service/ports';
import { remembering, rememberingGatekeeper } from './shortMemory';

const limits = { ttlMs: 5_000, most: 100 };
const REF = 'component:default/checkout';

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
});

function catalog(answer: () => Entity | undefined) {
  const asked: string[] = [];
  return {
    asked,
    entities: {
      find: async (ref: string) => {
        asked.push(ref);
        return answer();
      },
    },
  };
}

const ann = mockCredentials.user('user:default/ann');
const bob = mockCredentials.user('user:default/bob');

describe('the short memory of what the catalog said', () => {
  it('asks once for pages of one person that read at the same time and right after', async () => {
    const { asked, entities } = catalog(() => entity('checkout'));
    const reader = remembering(entities, limits);
    await Promise.all([reader.find(REF, ann), reader.find(REF, ann)]);
    await reader.find(REF, ann);
    expect(asked).toEqual([REF]);
  });

  it('keeps people and entities apart', async () => {
    const { asked, entities } = catalog(() => entity('checkout'));
    const reader = remembering(entities, limits);
    await reader.find(REF, ann);
    await reader.find(REF, bob);
    await reader.find('component:default/search', ann);
    await reader.find(REF, mockCredentials.service('external:ann'));
    expect(asked).toHaveLength(4);
  });

  it('never remembers for somebody who cannot be told apart', async () => {
    const { asked, entities } = catalog(() => entity('checkout'));
    const reader = remembering(entities, limits);
    await reader.find(REF, mockCredentials.none());
    await reader.find(REF, mockCredentials.none());
    expect(asked).toHaveLength(2);
  });

  it('asks again for what was not found', async () => {
    const shelf: { there?: Entity } = {};
    const reader = remembering(catalog(() => shelf.there).entities, limits);
    expect(await reader.find(REF, ann)).toBeUndefined();
    shelf.there = entity('checkout');
    expect(await reader.find(REF, ann)).toEqual(shelf.there);
  });

  it('hands a failure on and asks again', async () => {
    let down = true;
    const reader = remembering(
      {
        find: async () => {
          if (down) throw new Error('the catalog is down');
          return entity('checkout');
        },
      },
      limits,
    );
    await expect(reader.find(REF, ann)).rejects.toThrow('the catalog is down');
    down = false;
    expect(await reader.find(REF, ann)).toEqual(entity('checkout'));
  });

  it('forgets when its time is over', async () => {
    const { asked, entities } = catalog(() => entity('checkout'));
    const reader = remembering(entities, { ttlMs: 1, most: 100 });
    await reader.find(REF, ann);
    const deadline = Date.now() + 5_000;
    while (asked.length < 2 && Date.now() < deadline) {
      await reader.find(REF, ann);
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });
});

describe('the short memory of what the policy said', () => {
  function policy() {
    const asked: string[] = [];
    const gatekeeper: Gatekeeper = {
      ask: async () => {
        asked.push('ask');
        return () => new Map();
      },
      mayAct: async () => {
        asked.push('mayAct');
        return { allowed: true };
      },
    };
    return { asked, gatekeeper };
  }

  it('asks once per person for showing', async () => {
    const { asked, gatekeeper } = policy();
    const remembered = rememberingGatekeeper(gatekeeper, limits);
    await remembered.ask(ann);
    await remembered.ask(ann);
    await remembered.ask(bob);
    expect(asked).toEqual(['ask', 'ask']);
  });

  it('asks every time for doing', async () => {
    const { asked, gatekeeper } = policy();
    const remembered = rememberingGatekeeper(gatekeeper, limits);
    const target = { entityRef: REF, owners: [], environment: 'prod' };
    await remembered.mayAct('promote', target, ann);
    await remembered.mayAct('promote', target, ann);
    expect(asked).toEqual(['mayAct', 'mayAct']);
  });
});
