/** Which requests an entity page makes to our plugins, and how long the server takes to answer them. */
import { judge } from './aims.ts';
import { need, openBrowser, openService, signIn, userToken } from './portal.ts';
import { spreadOf, spreadText } from './statistics.ts';

const SERVICE = 'payments';
const CALLS = 200;

async function requestsOfPage(portalUrl: string): Promise<string[]> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    await signIn(context, portalUrl);
    const requests: string[] = [];
    context.on('request', request => {
      const { pathname, search } = new URL(request.url());
      if (/^\/api\/(delivery|slo)\//.test(pathname)) {
        requests.push(`${request.method()} ${pathname}${search}`);
      }
    });
    const page = await openService(context, portalUrl, SERVICE);
    await page.waitForLoadState('networkidle');
    return requests;
  } finally {
    await browser.close();
  }
}

async function serverTimes(portalUrl: string, path: string): Promise<number[]> {
  const token = await userToken(portalUrl);
  const times: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const started = performance.now();
    const answer = await fetch(`${portalUrl}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    times.push(performance.now() - started);
  }
  return times.slice(CALLS / 10);
}

async function main(): Promise<boolean> {
  const portalUrl = need('GREENLIGHT_PORTAL_URL');
  const requests = await requestsOfPage(portalUrl);
  console.log(`requests of our plugins for an entity page: ${requests.length}`);
  for (const request of requests) console.log(`  ${request}`);
  const path = `/api/delivery/services/component/default/${SERVICE}`;
  const card = spreadOf(await serverTimes(portalUrl, path));
  const tab = spreadOf(await serverTimes(portalUrl, `${path}?detail=true`));
  console.log(spreadText('server time of the card', card));
  console.log(spreadText('server time of the tab', tab));
  return judge(
    [
      {
        what: 'requests for an entity page',
        figure: requests.length,
        atMost: 3,
        unit: 'requests',
      },
      {
        what: 'server time p95, card',
        figure: card.p95,
        atMost: 50,
        unit: 'ms',
      },
      { what: 'server time p95, tab', figure: tab.p95, atMost: 50, unit: 'ms' },
    ],
    console.log,
  );
}

process.exitCode = (await main()) ? 0 : 1;
