import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { describeOnPrometheus } from '../prometheus/testing.ts';
import type { Lab } from '../run/state.ts';
import { waitFor } from '../run/waiting.ts';
import { describeOnLab } from '../testing.ts';
import { placeHistory } from './place.ts';

const MINUTE = 60_000;
const SOON = { withinMs: 90_000, everyMs: 500 };

const vector = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({ name: z.string(), lastError: z.string().optional() }),
        ),
      }),
    ),
  }),
});

async function get(lab: Lab, path: string): Promise<unknown> {
  if (!lab.prometheus) throw new Error('The lab has no Prometheus.');
  return (await fetch(`${lab.prometheus.url}${path}`)).json();
}

/** The only value of a query, NaN for none. */
async function value(lab: Lab, query: string): Promise<number> {
  const asked = new URLSearchParams({ query });
  const answer = vector.parse(await get(lab, `/api/v1/query?${asked}`));
  return Number(answer.data.result[0]?.value[1]);
}

const bad = 'slo:bad_events:increase5m';
const total = 'slo:total_events:increase5m';
const id = (sloId: string) => `{slo_id="${sloId}"}`;

describeOnLab('The demo objectives in the Prometheus of the lab', lab => {
  it('have spent about 82 % of the budget of checkout', async () => {
    const of = id('checkout-availability');
    const consumed = await value(
      lab(),
      `sum_over_time(${bad}${of}[30d]) / sum_over_time(${total}${of}[30d]) / 0.001`,
    );
    expect(consumed).toBeGreaterThan(0.79);
    expect(consumed).toBeLessThan(0.87);
  });

  it(
    'go on from their past in the same series, and say what they are',
    async () => {
      const infos = () => value(lab(), 'count(slo:info)');
      const all = await waitFor(
        'All eight objectives',
        async () => (await infos()) === 8,
        { withinMs: 150_000 },
      );
      expect(all).toBe(true);
      const series = await value(
        lab(),
        `count by (slo_id) (last_over_time(${total}[40m])) > 1`,
      );
      expect(series).toBeNaN();
    },
    3 * MINUTE,
  );

  it('know one day of search', async () => {
    const tiles = await value(
      lab(),
      `count_over_time(${total}${id('search-availability')}[30d])`,
    );
    const hours = (Date.now() - Date.parse(lab().startedAt)) / 3_600_000;
    expect(tiles).toBeGreaterThanOrEqual(287);
    expect(tiles).toBeLessThanOrEqual(290 + 12 * hours);
  });

  it('have tiles without events of inventory', async () => {
    const of = id('inventory-availability');
    expect(await value(lab(), `sum_over_time(${total}${of}[30d])`)).toBe(0);
    expect(
      await value(lab(), `count_over_time(${total}${of}[30d])`),
    ).toBeGreaterThan(8600);
  });

  it('have lost recommendations an hour before the lab started', async () => {
    const of = id('recommendations-availability');
    const newest = await value(
      lab(),
      `max_over_time(timestamp(${total}${of})[2d:5m])`,
    );
    const before = Date.parse(lab().startedAt) / 1000 - newest;
    expect(before).toBeGreaterThanOrEqual(3600 - 300);
    expect(before).toBeLessThan(3600 + 600);
  });

  it(
    'have rules for storefront that fail, and none else',
    async () => {
      const failing = await waitFor(
        'The failure of a rule',
        async () => {
          const { data } = rules.parse(await get(lab(), '/api/v1/rules'));
          const all = data.groups.flatMap(group => group.rules);
          const failed = all.filter(rule => rule.lastError);
          return failed.length >= 3 && failed;
        },
        SOON,
      );
      expect(failing.map(({ name }) => name).sort()).toEqual([
        bad,
        'slo:sli_error:ratio_rate5m',
        total,
      ]);
      for (const { lastError } of failing) {
        expect(lastError).toContain('many-to-many matching not allowed');
      }
    },
    2 * MINUTE,
  );
});

for (const version of ['3', '2'] as const) {
  describeOnPrometheus(version, `With promtool ${version}, the past`, found => {
    const dirs: string[] = [];
    const folder = (name: string) => {
      const dir = mkdtempSync(join(tmpdir(), `greenlight-${name}-`));
      dirs.push(dir);
      return dir;
    };
    afterEach(() => {
      for (const dir of dirs.splice(0)) {
        rmSync(dir, { recursive: true, force: true });
      }
    });

    it(
      'is made once for each day, and copied afterwards',
      async () => {
        const cache = folder('cache');
        const { promtool } = found();
        const now = new Date('2026-11-25T09:00:00Z');
        const blocks = () => readdirSync(join(dirs.at(-1) ?? '', 'data'));
        await placeHistory({ dir: folder('data'), promtool, now, cache });
        const made = blocks();
        expect(made.length).toBeGreaterThanOrEqual(30);
        const days = readdirSync(cache);
        expect(days.some(day => day.startsWith('2026-11-23-rates-'))).toBe(
          true,
        );
        const firstMade = days.map(day => statSync(join(cache, day)).ino);
        await placeHistory({ dir: folder('data'), promtool, now, cache });
        expect(readdirSync(cache)).toEqual(days);
        expect(days.map(day => statSync(join(cache, day)).ino)).toEqual(
          firstMade,
        );
        const again = blocks().filter(block => made.includes(block));
        expect(again.length).toBeGreaterThanOrEqual(29);
      },
      MINUTE,
    );
  });
}
