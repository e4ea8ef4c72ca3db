import { statusOrder } from '@greenlight/backstage-plugin-slo-common';
import fc from 'fast-check';
import { aPast, line, ratio } from '../testing/builders/past';
import { NOW, answered, recorded } from '../testing/builders/readings';
import { assemble } from './assemble';
import { detailOf } from './detail';
import type { InstanceReading } from './reading';
import type { Snapshot } from './snapshot';

const text = fc.oneof(
  fc.constantFrom('', '99.9', '100', '30d', 'prod', 'events', '0', '1h'),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const entity = fc.oneof(
  fc.constantFrom('component:default/a', 'Component:Default/A', 'a'),
  text,
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, 1, 118, 1e6, NaN, Infinity, -Infinity),
);
const maybe = fc.option(number, { nil: undefined });

const objective = fc.record({
  id: fc.oneof(fc.constantFrom('a', 'b'), text),
  entityRef: entity,
  environment: text,
  specHash: fc.constantFrom('a1', 'b2'),
  objective: text,
  window: text,
  labels: fc.dictionary(fc.constantFrom('cluster', 'replica', 'x'), text),
  bad: maybe,
  total: maybe,
  coverage: maybe,
  ratio1h: maybe,
  newestAt: fc.oneof(fc.constantFrom(NOW - 60_000, NOW - 3.6e6), maybe),
});

const reading = fc
  .tuple(fc.array(objective, { maxLength: 6 }), fc.constantFrom('eu', 'us'))
  .map(
    ([all, instance]): InstanceReading =>
      answered(all.map(recorded), { instance }),
  );
const silence = fc.constantFrom('eu', 'us').map(
  (instance): InstanceReading => ({
    instance,
    at: NOW,
    state: 'down',
    reason: 'no route',
  }),
);
const readings = fc.array(fc.oneof(reading, silence), { maxLength: 3 });

function come(all: readonly InstanceReading[], before?: Snapshot): Snapshot {
  const replicaLabels = ['replica'];
  return assemble({ readings: all, before, replicaLabels, now: NOW });
}

/** Numbers that JSON cannot hold would be gaps on a page. */
function holes(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>(
    (sum, each) => sum + holes(each),
    0,
  );
}

describe('whatever is recorded', () => {
  it('comes to words and whole numbers, unknown before what is well', () => {
    fc.assert(
      fc.property(readings, readings, (first, second) => {
        for (const snapshot of [come(first), come(second, come(first))]) {
          expect(holes(snapshot)).toBe(0);
          const ranks = snapshot.objectives.map(({ status }) =>
            statusOrder.indexOf(status),
          );
          expect(ranks).toEqual([...ranks].sort());
          for (const { status, budget } of snapshot.objectives) {
            const known = budget.state === 'measured';
            expect(known || status === 'unknown').toBe(true);
          }
          const shown = JSON.stringify(
            snapshot.objectives.map(one => one.objective),
          );
          expect(shown).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which it was read', () => {
    fc.assert(
      fc.property(fc.array(objective, { maxLength: 6 }), all => {
        const forwards = come([answered(all.map(recorded))]);
        const backwards = come([answered([...all].reverse().map(recorded))]);
        const known = (snapshot: Snapshot) =>
          snapshot.objectives
            .map(({ objective: { id }, budget, status }) =>
              JSON.stringify([id, status, budget]),
            )
            .sort();
        expect(known(backwards)).toEqual(known(forwards));
      }),
      { numRuns: 200 },
    );
  });

  it('can be drawn and explained', () => {
    const value = fc.option(number, { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 30 }),
        fc.array(value, { maxLength: 30 }),
        number,
        (bad, total, share) => {
          const { objectives } = come([answered([recorded()])]);
          for (const summary of objectives) {
            const past = aPast({
              bad: [line(bad)],
              total: [line(total)],
              ratios: [ratio('5m', share), ratio('3d', share)],
            });
            const detail = detailOf({
              summary,
              readings: new Map([['eu', past]]),
              now: new Date(NOW),
              linkTo: () => undefined,
            });
            expect(holes(detail)).toBe(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
