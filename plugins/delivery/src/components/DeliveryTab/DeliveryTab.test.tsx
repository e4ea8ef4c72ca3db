import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../../__testUtils__/axe';
import {
  aReceipt,
  aService,
  before,
  pipeline,
  setNow,
  waiting,
} from '../../__testUtils__/builders';
import { FakeDelivery } from '../../__testUtils__/FakeDelivery';
import { plainTab, systems } from '../../__testUtils__/render';
import { cardStates } from '../../__testUtils__/states';
import { someRevisions } from '../../__testUtils__/tree';

const slow = 30_000;

const detailed = () =>
  new FakeDelivery({
    answer: aService({
      environments: pipeline(
        waiting({
          detail: { revisions: someRevisions() },
          receipts: [aReceipt({ id: 'live' })],
        }),
      ),
      links: [
        { kind: 'argocd', title: 'Argo CD', url: 'https://cd.example.com' },
      ],
    }),
  });

const panel = async (place: string) => {
  const panels = await screen.findAllByTestId('panel');
  const found = panels.find(one => one.textContent?.startsWith(place));
  if (!found) throw new Error(`no panel ${place}`);
  return found;
};

beforeEach(() => setNow(Date.now()));

describe.each(systems)('the tab in the $name', ({ tab: show }) => {
  it(
    'shows the pipeline, and what stands under the canary',
    async () => {
      const api = detailed();
      await show(api);
      const prod = await panel('checkout in prod');
      const canary = within(prod).getByRole('region', { name: 'Revision 7' });
      expect(canary).toHaveTextContent('checkout-7fb8c9d5b4canaryProgressing');
      const pods = within(canary).getByRole('table', {
        name: 'Pods of checkout-7fb8c9d5b4',
      });
      const [, , crashing] = within(pods).getAllByRole('row');
      expect(crashing).toHaveTextContent('checkout-7fb8c9d5b4-q8w2s');
      expect(crashing).toHaveTextContent('CrashLoopBackOff');
      expect(crashing).toHaveTextContent('back-off 5m0s restarting');
      expect(screen.getByRole('link', { name: /Argo CD/ })).toHaveAttribute(
        'href',
        'https://cd.example.com',
      );
      expect(api.reads).toMatchObject([{ detail: true }]);
      expect(
        await axeFindings(await screen.findByTestId('delivery-tab')),
      ).toEqual([]);
    },
    slow,
  );
});

describe('the tab', () => {
  const [system] = systems;
  const show = system!.tab;

  it(
    'has the measurements as a table',
    async () => {
      await show(detailed());
      const prod = await panel('checkout in prod');
      await userEvent.click(
        within(prod).getByText('success-rate', { selector: 'summary' }),
      );
      const table = within(prod).getByRole('table', {
        name: 'Measurements of success-rate in checkout-7fb8c9d5b4-7',
      });
      expect(within(table).getAllByRole('row')).toHaveLength(4);
    },
    slow,
  );

  it(
    'folds what rests, and unfolds it on request',
    async () => {
      await show(detailed());
      const dev = await panel('checkout in dev');
      expect(dev).toHaveTextContent('Nothing in flight.');
      expect(dev).not.toHaveTextContent('No ReplicaSet of it was found.');
      await userEvent.click(
        within(dev).getByRole('button', { name: /Show the revisions/ }),
      );
      expect(dev).toHaveTextContent('No ReplicaSet of it was found.');
    },
    slow,
  );

  it(
    'has an address that shows somebody else the same panels',
    async () => {
      const seen: Element[] = [];
      Element.prototype.scrollIntoView = function scrollIntoView() {
        seen.push(this);
      };
      const page = plainTab(detailed(), '/delivery');
      const dev = () => panel('checkout in dev');
      const toggle = async (verb: string) =>
        userEvent.click(
          within(await dev()).getByRole('button', {
            name: `${verb} the revisions of checkout in dev`,
          }),
        );
      await toggle('Show');
      const address = screen.getByText(/^\/delivery/).textContent ?? '';
      expect(address).toBe(
        '/delivery?open=eu-1-dev-rollout-checkout#eu-1-dev-rollout-checkout',
      );
      expect(seen).toEqual([]);
      page.unmount();

      plainTab(detailed(), address);
      expect(await dev()).toHaveTextContent('No ReplicaSet of it was found.');
      expect(seen).toEqual([await dev()]);
      await toggle('Hide');
      expect(await dev()).not.toHaveTextContent('No ReplicaSet');
      expect(
        screen.getByText('/delivery?fold=eu-1-dev-rollout-checkout'),
      ).toBeInTheDocument();
    },
    slow,
  );

  it(
    'has the receipts of the audit under those of the moment',
    async () => {
      const api = detailed();
      api.receipts = [
        aReceipt({
          id: 'older',
          action: 'abort',
          state: 'in-effect',
          history: [{ state: 'in-effect', at: before.hours(30), because: '' }],
        }),
        aReceipt({ id: 'live', state: 'sent' }),
      ];
      await show(api);
      await waitFor(() =>
        expect(
          screen.getAllByTestId('receipt').map(one => one.dataset.state),
        ).toEqual(['Sent', 'In effect']),
      );
    },
    slow,
  );

  it(
    'says why older receipts are not shown',
    async () => {
      const api = detailed();
      api.receipts = new Error('needs delivery.audit.read');
      await show(api);
      expect(await screen.findByRole('note')).toHaveTextContent(
        'Older receipts are not shown: needs delivery.audit.read',
      );
      expect(screen.getAllByTestId('receipt')).toHaveLength(1);
    },
    slow,
  );

  it.each(['denied', 'no annotation', 'dead clusters', 'hostile input'])(
    'is as clear as the card: %s',
    async name => {
      const make = cardStates[name];
      if (!make) throw new Error('no such state');
      await show(new FakeDelivery(make()));
      const tab = await screen.findByTestId('delivery-tab');
      await waitFor(() =>
        expect(
          within(tab).queryByTestId('delivery-loading'),
        ).not.toBeInTheDocument(),
      );
      expect(await axeFindings(tab)).toEqual([]);
      expect(tab.textContent?.length).toBeGreaterThan(60);
    },
    slow,
  );
});
