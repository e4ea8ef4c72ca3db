import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../../__testUtils__/axe';
import { anOverview, aRow, setNow } from '../../__testUtils__/builders';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { pretendHeight } from '../../__testUtils__/layout';
import { pageInApp } from '../../__testUtils__/render';

const slow = 60_000;

function service(name: string, over: Parameters<typeof aRow>[0] = {}) {
  return aRow({
    entityRef: `component:default/${name}`,
    title: name,
    ...over,
  });
}

const few = () => [
  service('search', { owner: 'group:default/team-shop' }),
  service('refund', {
    status: 'unknown',
    because: 'no series since 14:02',
    worst: { ...aRow().worst, remaining: undefined, burn: undefined },
  }),
  service('checkout', { status: 'burning' }),
];

const rows = () => screen.findAllByTestId('slo-row');
const titles = async () =>
  (await rows()).map(row => within(row).getByRole('link').textContent);

let restore: () => void;
beforeEach(() => {
  setNow(Date.now());
  restore = pretendHeight(520);
});
afterEach(() => restore());

describe('the page of all services', () => {
  it(
    "shows every service's worst objective, worst first, with a link to its tab",
    async () => {
      await pageInApp(new FakeSlo({ overview: anOverview({ rows: few() }) }));
      expect(await titles()).toEqual(['checkout', 'refund', 'search']);
      const [first, second] = await rows();
      expect(first).toHaveTextContent(/71\.0.% left/);
      expect(second).toHaveTextContent('no series since 14:02');
      expect(screen.getByRole('link', { name: 'checkout' })).toHaveAttribute(
        'href',
        '/catalog/default/component/checkout/reliability?environment=prod',
      );
    },
    slow,
  );

  it(
    'draws only the rows in sight of thousands, and tells a screen reader how many there are',
    async () => {
      const many = Array.from({ length: 5_000 }, (_, index) =>
        service(`service-${String(index).padStart(4, '0')}`),
      );
      await pageInApp(new FakeSlo({ overview: anOverview({ rows: many }) }));
      const drawn = await rows();
      expect(drawn.length).toBeGreaterThan(5);
      expect(drawn.length).toBeLessThan(60);
      expect(screen.getByRole('table')).toHaveAttribute(
        'aria-rowcount',
        '5001',
      );
      expect(drawn[0]).toHaveAttribute('aria-rowindex', '2');
    },
    slow,
  );

  it(
    'keeps what is looked for in the address',
    async () => {
      await pageInApp(new FakeSlo({ overview: anOverview({ rows: few() }) }));
      await userEvent.type(
        await screen.findByLabelText('Service or objective'),
        'refund',
      );
      await waitFor(async () => expect(await titles()).toEqual(['refund']));
      await userEvent.click(screen.getByRole('button', { name: /^Unknown/ }));
      expect(screen.getByText(/^\/reliability\?/)).toHaveTextContent(
        '/reliability?text=refund&status=unknown',
      );
      expect(screen.getByRole('button', { name: /^Unknown/ })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
    },
    slow,
  );

  it(
    'opens as an address says, in its order and environment',
    async () => {
      const api = new FakeSlo({ overview: anOverview({ rows: few() }) });
      await pageInApp(api, '?sort=service&order=desc&environment=staging');
      expect(await titles()).toEqual(['search', 'refund', 'checkout']);
      expect(
        screen.getByRole('columnheader', { name: /Service/ }),
      ).toHaveAttribute('aria-sort', 'descending');
      expect(api.overviewReads).toEqual(['staging']);
      expect(
        screen.getByRole('button', { name: /Environment/ }),
      ).toHaveTextContent('staging');
    },
    slow,
  );

  it(
    'orders by a column at a click, the fastest burn first',
    async () => {
      await pageInApp(
        new FakeSlo({
          overview: anOverview({
            rows: [
              service('slow', { worst: { ...aRow().worst, burn: 0.1 } }),
              service('fast', { worst: { ...aRow().worst, burn: 9 } }),
            ],
          }),
        }),
      );
      await rows();
      await userEvent.click(screen.getByRole('button', { name: 'Burn 1h' }));
      await waitFor(async () =>
        expect(await titles()).toEqual(['fast', 'slow']),
      );
      await userEvent.click(screen.getByRole('button', { name: 'Burn 1h' }));
      await waitFor(async () =>
        expect(await titles()).toEqual(['slow', 'fast']),
      );
    },
    slow,
  );

  it(
    'says that none matches, and what is missing where there is none at all',
    async () => {
      const api = new FakeSlo({ overview: anOverview({ rows: few() }) });
      await pageInApp(api, '?text=nothing');
      expect(await screen.findByText('No service matches')).toBeInTheDocument();
      api.overview = anOverview({ rows: [] });
      document.dispatchEvent(new Event('visibilitychange'));
      expect(
        await screen.findByText('No objective was found'),
      ).toBeInTheDocument();
      expect(
        screen.getByText('entity_ref: component:default/<name>'),
      ).toBeInTheDocument();
    },
    slow,
  );

  it(
    'says how many services are hidden, and which Prometheus does not answer',
    async () => {
      await pageInApp(
        new FakeSlo({
          overview: anOverview({
            rows: few(),
            hidden: 3,
            instances: [
              { name: 'eu', state: 'down', reason: 'connection refused' },
            ],
          }),
        }),
      );
      expect(await titles()).toHaveLength(3);
      expect(screen.getByText(/3 more services are recorded/)).toBeVisible();
      expect(screen.getByTestId('slo-instances')).toHaveTextContent(
        'Prometheus eu does not answer: connection refused',
      );
    },
    slow,
  );

  it(
    'keeps the list as old while the portal does not answer, and recovers',
    async () => {
      const api = new FakeSlo({ overview: anOverview({ rows: few() }) });
      await pageInApp(api);
      await rows();
      api.overview = new Error('502 Bad Gateway');
      document.dispatchEvent(new Event('visibilitychange'));
      const stale = await screen.findByTestId('stale');
      expect(stale).toHaveTextContent('502 Bad Gateway');
      expect(await titles()).toHaveLength(3);
      api.overview = anOverview({ rows: few().slice(1) });
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      await waitFor(() => expect(screen.queryByTestId('stale')).toBeNull());
      expect(await titles()).toHaveLength(2);
    },
    slow,
  );

  it(
    'says cause and fix when it cannot be read',
    async () => {
      await pageInApp(new FakeSlo({ overview: new Error('boom') }));
      expect(await screen.findByRole('alert')).toHaveTextContent('boom');
    },
    slow,
  );

  it(
    'has no finding of axe',
    async () => {
      await pageInApp(new FakeSlo({ overview: anOverview({ rows: few() }) }));
      await rows();
      const page = screen.getByTestId('reliability-page');
      expect(await axeFindings(page)).toEqual([]);
    },
    slow,
  );
});
