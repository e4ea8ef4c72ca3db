import { MemoryRouter, useLocation } from 'react-router-dom';
import {
  render,
  screen,
  waitFor,
  waitForElementToBeRemoved,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import { sloApiRef } from '../../api/sloApiRef';
import { axeFindings } from '../../__testUtils__/axe';
import { setNow } from '../../__testUtils__/builders';
import {
  aReliability,
  exhaustedDetail,
} from '../../__testUtils__/detailBuilders';
import { entity } from '../../__testUtils__/entity';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { tabStates } from '../../__testUtils__/tabStates';
import { ReliabilityTab } from './ReliabilityTab';

const slow = 60_000;

function Address() {
  return <output>{useLocation().search}</output>;
}

function show(detail: FakeSlo['detail'], at = '/') {
  const api = new FakeSlo({ detail });
  const page = render(
    <TestApiProvider apis={[[sloApiRef, api]]}>
      <MemoryRouter initialEntries={[at]}>
        <EntityProvider entity={entity}>
          <ReliabilityTab />
          <Address />
        </EntityProvider>
      </MemoryRouter>
    </TestApiProvider>,
  );
  return { api, ...page };
}

const rows = () => screen.findAllByTestId('objective-row');
const panel = () => screen.findByTestId('objective-panel');

beforeEach(() => setNow(Date.now()));

describe('the tab in the state', () => {
  it.each(Object.keys(tabStates))(
    '"%s" has nothing that axe finds',
    async name => {
      const { container } = show(tabStates[name]?.());
      await (name === 'loading'
        ? screen.findByTestId('slo-loading')
        : waitForElementToBeRemoved(() => screen.queryByTestId('slo-loading')));
      expect(await axeFindings(container)).toEqual([]);
    },
    slow,
  );
});

describe('the tab', () => {
  it(
    'shows the worst objective first, and all about it',
    async () => {
      show(aReliability());
      const [burning, unknown] = await rows();
      expect(burning).toHaveTextContent(
        /Burning.*Checkout availability.*99\.9 %.*99\.94 %.*38\.2 % left/,
      );
      expect(unknown).toHaveTextContent(
        /Unknown.*no series since 14:02 · last known 90\.0 % left, 1 h ago/,
      );
      const shown = await panel();
      expect(shown).toHaveTextContent('FiringSLOErrorBudgetBurn (page, 1h)');
      expect(
        within(shown).getByRole('figure', { name: 'Budget left' }),
      ).toBeInTheDocument();
      expect(within(shown).getAllByTestId('pair-row')).toHaveLength(4);
    },
    slow,
  );

  it(
    'has an address for the environment and the objective',
    async () => {
      const { api } = show(
        aReliability(),
        '/?environment=prod&objective=checkout-latency',
      );
      expect(await panel()).toHaveTextContent('Checkout latency 300ms, 99.9 %');
      expect(api.reads[0]).toMatchObject({ environment: 'prod' });
      await userEvent.click(
        screen.getByRole('button', { name: 'Refund availability' }),
      );
      expect(await panel()).toHaveTextContent('Refund availability, 99.9 %');
      expect(screen.getByRole('status', { name: '' })).toHaveTextContent(
        'objective=refund-availability',
      );
      expect(
        screen.getByRole('button', { name: 'Refund availability' }),
      ).toHaveAttribute('aria-pressed', 'true');
    },
    slow,
  );

  it(
    'reads another environment, and lets one go back while it does',
    async () => {
      const { api } = show(aReliability(), '/?objective=checkout-latency');
      await rows();
      api.detail = 'pending';
      await userEvent.click(
        screen.getByRole('button', { name: /Environment/ }),
      );
      await userEvent.click(screen.getByRole('option', { name: 'staging' }));
      await screen.findByTestId('slo-loading');
      expect(api.reads.at(-1)).toMatchObject({ environment: 'staging' });
      expect(
        screen.getByRole('button', { name: /Environment staging/ }),
      ).toBeInTheDocument();
      expect(screen.getByText('?environment=staging')).toBeInTheDocument();
    },
    slow,
  );

  it(
    'explains a number by keyboard, and gives the focus back',
    async () => {
      const user = userEvent.setup();
      show(aReliability());
      const shown = await panel();
      const explain = within(
        within(shown).getByTestId('figure-remaining'),
      ).getByRole('button', { name: /^Explain/ });
      explain.focus();
      await user.keyboard('{Enter}');
      const dialog = await screen.findByRole('dialog');
      expect(dialog).toHaveTextContent('R = 1 − bad / (B · total)');
      expect(dialog).toHaveTextContent('= 1 − 618 / (0.001 · 1000000)');
      expect(dialog).toHaveTextContent('= 0.382 (38.2 %)');
      expect(dialog).toHaveTextContent(/bad = 618.*newest data 3 min ago/);
      expect(
        within(dialog).getByRole('button', { name: 'Copy the query of bad' }),
      ).toBeInTheDocument();
      expect(
        within(dialog).getByRole('link', { name: /Open bad in Prometheus/ }),
      ).toHaveAttribute('href', expect.stringMatching(/^https:/));
      expect(await axeFindings(dialog)).toEqual([]);
      await user.keyboard('{Escape}');
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
      expect(explain).toHaveFocus();
    },
    slow,
  );

  it(
    'names the Prometheus that does not answer, and keeps the rest',
    async () => {
      show(tabStates['one Prometheus down']?.());
      expect(await screen.findByTestId('slo-instances')).toHaveTextContent(
        'Prometheus eu-2 does not answer: connect ECONNREFUSED 10.2.0.7:9090',
      );
      expect(await rows()).toHaveLength(3);
    },
    slow,
  );

  it(
    'mutes what is old, in the table and below it',
    async () => {
      show(tabStates['stale reading']?.());
      await rows();
      const stale = screen.getAllByTestId('stale');
      expect(stale).toHaveLength(2);
      stale.forEach(one =>
        expect(one).toHaveTextContent(/last seen 12 min ago/),
      );
    },
    slow,
  );

  it(
    'says what failed, and tries again on request',
    async () => {
      const { api } = show(tabStates.error?.());
      expect(await screen.findByTestId('slo-error')).toHaveTextContent(
        'answered 503',
      );
      api.detail = aReliability({ objectives: [exhaustedDetail()] });
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await panel()).toHaveTextContent('over by 18.6 %');
    },
    slow,
  );

  it(
    'keeps the room of an objective while it loads',
    async () => {
      show('pending');
      expect(screen.getByTestId('slo-loading')).toBeInTheDocument();
      expect(
        screen
          .getAllByRole('figure')
          .map(one => one.getAttribute('aria-label')),
      ).toEqual(['Budget left', 'Burn rate']);
    },
    slow,
  );

  it(
    'shows text of unknown origin as text',
    async () => {
      const { container } = show(tabStates.hostile?.());
      await rows();
      expect(container.querySelector('b, img')).toBeNull();
    },
    slow,
  );
});
