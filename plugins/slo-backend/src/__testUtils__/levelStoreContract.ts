// A contract is a suite that several test files run.
/* eslint-disable jest/no-export */
import { keyOf } from '../domain/identity';
import type { LevelStore } from '../service/ports';

const checkout = {
  id: 'checkout-availability',
  entityRef: 'component:default/checkout',
  environment: 'prod',
};
const seen = (level: 'ok' | 'half' | 'critical', seenAt: number) => ({
  level,
  seenAt,
});

/** What every store of levels must do. */
export function testLevelStore(
  name: string,
  create: () => Promise<LevelStore>,
): void {
  describe(`${name} as a store of levels`, () => {
    let store: LevelStore;
    beforeEach(async () => {
      store = await create();
    });

    it('knows nothing at first', async () => {
      expect([...(await store.all())]).toEqual([]);
    });

    it('records a first level once', async () => {
      expect(await store.first(checkout, seen('half', 5))).toBe(true);
      expect(await store.first(checkout, seen('critical', 6))).toBe(false);
      expect([...(await store.all())]).toEqual([
        [keyOf(checkout), seen('half', 5)],
      ]);
    });

    it('tells environments apart', async () => {
      await store.first(checkout, seen('half', 5));
      const staging = { ...checkout, environment: '' };
      expect(await store.first(staging, seen('ok', 5))).toBe(true);
      expect((await store.all()).get(keyOf(staging))?.level).toBe('ok');
    });

    it('lets one of several change a level', async () => {
      await store.first(checkout, seen('ok', 1_764_064_800_000));
      const changes = [1, 2, 3].map(() =>
        store.change(checkout, 'ok', seen('half', 1_764_064_800_001)),
      );
      const won = (await Promise.all(changes)).filter(Boolean);
      expect(won).toHaveLength(1);
      expect((await store.all()).get(keyOf(checkout))).toEqual(
        seen('half', 1_764_064_800_001),
      );
    });

    it('changes nothing from a level that it has not, or with an older reading', async () => {
      await store.first(checkout, seen('half', 5));
      expect(await store.change(checkout, 'ok', seen('critical', 9))).toBe(
        false,
      );
      expect(await store.change(checkout, 'half', seen('ok', 4))).toBe(false);
      expect((await store.all()).get(keyOf(checkout))?.level).toBe('half');
    });
  });
}
