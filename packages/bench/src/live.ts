/** How long a change takes from the patch to the DOM of open pages, beside the raw watch event. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { labApi, populate, readLab } from '@greenlight/lab';
import type { LabApi } from '@greenlight/lab';
import type { Browser, Page } from '@playwright/test';
import { z } from 'zod/v4';
import { judge } from './aims.ts';
import { arrivalOf, noteArrivals, preciseNow } from './arrivals.ts';
import { need, openBrowser, openService } from './portal.ts';
import { spreadOf, spreadText } from './statistics.ts';

const ROLLOUTS = 1_000;
const PATCHES = 60;
const SERVICE = 'payments';
const TARGET = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  namespace: 'dev',
  name: SERVICE,
};
const COMMIT = 'greenlight.dev/commit';

const observedStatus = z.object({
  phase: z.string(),
  observedGeneration: z.string(),
});

/**
 * What the pods were made from names the version before the Rollout itself does,
 * so the commit of the template has to go for the one of the Rollout to be shown.
 */
async function letTheRolloutNameItsCommit(api: LabApi): Promise<void> {
  await api.patch(TARGET, {
    spec: { template: { metadata: { annotations: { [COMMIT]: null } } } },
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const rollout = await api.get(TARGET);
    const status = observedStatus.safeParse(rollout?.status).data;
    const observed = Number(status?.observedGeneration);
    if (
      status?.phase === 'Healthy' &&
      observed === rollout?.metadata.generation
    ) {
      return;
    }
    await pause(250);
  }
  throw new Error(`${TARGET.name} in ${TARGET.namespace} is not healthy again`);
}

interface Followed {
  /** Times at which the raw watch told of a commit. */
  seen: ReadonlyMap<string, number>;
  end: () => void;
}

function followRaw(api: LabApi): Followed {
  const seen = new Map<string, number>();
  const abort = new AbortController();
  const following = (async () => {
    const ref = { ...TARGET, name: undefined };
    for await (const event of api.watch(ref, abort.signal)) {
      const commit = event.object.metadata.annotations?.[COMMIT];
      if (event.object.metadata.name === SERVICE && commit) {
        if (!seen.has(commit)) seen.set(commit, preciseNow());
      }
    }
  })();
  following.catch(error => console.error(`The raw watch ended: ${error}`));
  return { seen, end: () => abort.abort() };
}

interface Delays {
  floor: number[];
  dom: number[];
}

async function measure(
  api: LabApi,
  raw: Followed,
  pages: readonly Page[],
): Promise<Delays> {
  const delays: Delays = { floor: [], dom: [] };
  for (let i = 0; i < PATCHES; i++) {
    const commit = randomBytes(20).toString('hex');
    const sent = preciseNow();
    await api.patch(TARGET, {
      metadata: { annotations: { [COMMIT]: commit } },
    });
    const arrivals = await Promise.all(
      pages.map(page => arrivalOf(page, commit)),
    );
    delays.dom.push(...arrivals.map(at => at - sent));
    const told = raw.seen.get(commit);
    if (told !== undefined) delays.floor.push(told - sent);
    // Single changes are measured, in step with nothing: a burst is told of together by design.
    await pause(300 + Math.random() * 200);
  }
  return delays;
}

/** Pages of different people: each has its own connections, where tabs of one browser would wait for six in turn. */
async function openPages(
  browser: Browser,
  portalUrl: string,
  count: number,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let i = 0; i < count; i++) {
    const context = await browser.newContext();
    const page = await openService(context, portalUrl, SERVICE);
    await noteArrivals(page);
    pages.push(page);
  }
  return pages;
}

async function main(): Promise<boolean> {
  const portalUrl = need('GREENLIGHT_PORTAL_URL');
  const [cluster] = readLab(need('GREENLIGHT_LAB')).clusters;
  if (!cluster) throw new Error('The lab has no cluster');
  const made = await populate(cluster, { rollouts: ROLLOUTS, replicas: 1 });
  console.log(
    `${made.names.length} rollouts beside the demo, healthy after ${(
      made.tookMs / 1000
    ).toFixed(0)} s`,
  );
  const api = labApi(cluster);
  await letTheRolloutNameItsCommit(api);
  const raw = followRaw(api);
  const browser = await openBrowser();
  try {
    const first = await openPages(browser, portalUrl, 1);
    await measure(api, raw, first); // warms up
    const one = await measure(api, raw, first);
    const more = await openPages(browser, portalUrl, 19);
    const twenty = await measure(api, raw, [...first, ...more]);
    const floor = spreadOf(one.floor);
    const dom = spreadOf(one.dom);
    const domOf20 = spreadOf(twenty.dom);
    console.log(spreadText('patch → raw watch event, one page open', floor));
    console.log(spreadText('patch → changed DOM, one page open', dom));
    console.log(
      spreadText(
        'patch → raw watch event, 20 pages open',
        spreadOf(twenty.floor),
      ),
    );
    console.log(spreadText('patch → changed DOM, 20 pages open', domOf20));
    console.log(
      `changed DOM beside the floor, p95: ${(dom.p95 / floor.p95).toFixed(
        1,
      )} times; the stock Kubernetes plugin reads every 10 s: ${(
        10_000 / dom.p95
      ).toFixed(0)} times longer at worst`,
    );
    return judge(
      [
        { what: 'DOM p95, one page', figure: dom.p95, atMost: 60, unit: 'ms' },
        {
          what: 'DOM p95 over floor p95, one page',
          figure: dom.p95 / floor.p95,
          atMost: 5,
          unit: 'times',
        },
        {
          what: 'DOM p95, 20 pages',
          figure: domOf20.p95,
          atMost: 200,
          unit: 'ms',
        },
      ],
      console.log,
    );
  } finally {
    raw.end();
    await browser.close();
  }
}

process.exitCode = (await main()) ? 0 : 1;
