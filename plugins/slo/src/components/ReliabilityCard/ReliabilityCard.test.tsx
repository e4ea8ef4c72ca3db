import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SloRequestError } from '@greenlight/backstage-plugin-slo-common';
import { axeFindings } from '../../__testUtils__/axe';
import {
  anObjective,
  aService,
  burning,
  gone,
  latency,
  setNow,
} from '../../__testUtils__/builders';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { plainCard, systems } from '../../__testUtils__/render';

const slow = 30_000;
const card = () => screen.findByTestId('reliability-card');
const lines = () => screen.findAllByTestId('objective');

beforeEach(() => setNow(Date.now()));

describe.each(systems)('the card in the $name', ({ card: show }) => {
  it(
    'shows every objective, worst first, with one request',
    async () => {
      const api = new FakeSlo({ service: aService() });
      await show(api);
      const [first, second, third] = await lines();
      expect(first).toHaveTextContent('BurningCheckout availability');
      expect(first).toHaveTextContent('38.2 % left');
      expect(first).toHaveTextContent('exhausted in about 3 d');
      expect(second).toHaveTextContent('UnknownRefund availability');
      expect(second).toHaveTextContent(
        'no series since 14:02 · last known 90.0 % left, 1 h ago',
      );
      expect(third).toHaveTextContent('OKCheckout latency 300ms');
      expect(screen.getByText(/30 days, newest data/)).toHaveTextContent(
        '3 min ago',
      );
      expect(api.reads).toHaveLength(1);
    },
    slow,
  );
});

describe('the card', () => {
  it('says that it is loading and keeps its place', async () => {
    plainCard(new FakeSlo({ service: 'pending' }));
    expect(await screen.findByTestId('slo-loading')).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });

  it('gives the label to copy where there is no objective', async () => {
    plainCard(
      new FakeSlo({ service: aService({ objectives: [], environments: [] }) }),
    );
    expect(await screen.findByText('No objective in prod')).toBeInTheDocument();
    expect(
      await screen.findByText('entity_ref: component:default/checkout'),
    ).toBeInTheDocument();
  });

  it('says cause and fix when it cannot be read, and reads again when asked', async () => {
    const api = new FakeSlo({
      service: new SloRequestError('The slo backend cannot be reached.', {
        kind: 'unreachable',
        path: '/services',
      }),
    });
    plainCard(api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The slo backend cannot be reached');
    expect(alert).toHaveTextContent('The page tries again by itself');
    api.service = aService();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await lines()).toHaveLength(3);
  });

  it('does not offer another try to somebody who may not look', async () => {
    const refused = new Error('needs slo.objective.read');
    refused.name = 'NotAllowedError';
    plainCard(new FakeSlo({ service: refused }));
    expect(await screen.findByRole('alert')).toHaveAttribute(
      'data-kind',
      'denied',
    );
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('keeps what it showed as old while the portal does not answer, and recovers', async () => {
    const api = new FakeSlo({ service: aService() });
    plainCard(api);
    await lines();
    api.service = new Error('502 Bad Gateway');
    document.dispatchEvent(new Event('visibilitychange'));
    const stale = await screen.findByTestId('stale');
    expect(stale).toHaveTextContent(/last seen .*: 502 Bad Gateway/);
    expect(within(stale).getAllByTestId('objective')).toHaveLength(3);
    api.service = aService({ objectives: [latency()] });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByTestId('stale')).toBeNull());
    expect(await lines()).toHaveLength(1);
  });

  it('is old when the portal has not read Prometheus for three intervals', async () => {
    const readAt = new Date(Date.now() - 240_000).toISOString();
    plainCard(new FakeSlo({ service: aService({ readAt }) }));
    expect(await screen.findByTestId('stale')).toHaveTextContent(
      'last seen 4 min ago: Prometheus has not been read since',
    );
  });

  it('says which Prometheus does not answer, in its words', async () => {
    plainCard(
      new FakeSlo({
        service: aService({
          objectives: [gone()],
          instances: [
            { name: 'eu', state: 'down', reason: 'connection refused' },
            { name: 'us', state: 'live' },
          ],
        }),
      }),
    );
    expect(await screen.findByTestId('slo-instances')).toHaveTextContent(
      'Prometheus eu does not answer: connection refused',
    );
    expect(screen.getByTestId('slo-instances')).not.toHaveTextContent(
      'Prometheus us',
    );
  });

  it('shows another environment when asked, and lets one go back while it reads', async () => {
    const api = new FakeSlo({ service: aService() });
    plainCard(api);
    await lines();
    api.service = 'pending';
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'staging' }),
    );
    expect(await screen.findByTestId('slo-loading')).toBeInTheDocument();
    expect(api.reads.at(-1)?.environment).toBe('staging');
    const select = screen.getByRole('button', { name: /Environment/ });
    expect(select).toHaveTextContent('staging');
    expect(select).toHaveFocus();
  });

  it('offers the other environments where prod has no objective', async () => {
    plainCard(
      new FakeSlo({
        service: aService({ objectives: [], environments: ['staging'] }),
      }),
    );
    await screen.findByText('There are objectives in staging.');
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    expect(
      await screen.findByRole('option', { name: 'staging' }),
    ).toBeInTheDocument();
  });

  it('takes a name with markup as text', async () => {
    plainCard(
      new FakeSlo({
        service: aService({
          objectives: [anObjective({ objective: { name: '<img src=x>' } })],
        }),
      }),
    );
    expect(await screen.findByText('<img src=x>')).toBeInTheDocument();
  });

  it.each([
    ['with objectives', { service: aService() }],
    ['that burns alone', { service: aService({ objectives: [burning()] }) }],
    ['without any', { service: aService({ objectives: [] }) }],
    ['that failed', { service: new Error('no') }],
    ['that is loading', { service: 'pending' as const }],
  ])('%s has no finding of axe', async (_, answers) => {
    const { container } = plainCard(new FakeSlo(answers));
    await card();
    await waitFor(async () => expect(await axeFindings(container)).toEqual([]));
  });
});
