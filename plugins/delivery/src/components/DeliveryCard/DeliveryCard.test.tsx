import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../../__testUtils__/axe';
import {
  aCanary,
  aReceipt,
  aSaw,
  aService,
  before,
  offers,
  pipeline,
  setNow,
  someSteps,
  waiting,
} from '../../__testUtils__/builders';
import { FakeDelivery } from '../../__testUtils__/FakeDelivery';
import { plainCard, systems } from '../../__testUtils__/render';
import { SignalBus } from '../../__testUtils__/SignalBus';
import { cardStates } from '../../__testUtils__/states';

const slow = 30_000;

const inState = (name: string) => {
  const make = cardStates[name];
  if (!make) throw new Error(`no state ${name}`);
  return new FakeDelivery(make());
};

const card = () => screen.findByTestId('delivery-card');
const button = (name: RegExp | string) => screen.findByRole('button', { name });

function stepped() {
  return aService({
    environments: pipeline(
      waiting({
        rollout: aCanary({}, 5),
        actions: offers({}, aSaw({ step: 5 })),
      }),
    ),
  });
}

beforeEach(() => setNow(Date.now()));

describe.each(systems)('the card in the $name', ({ card: show }) => {
  it(
    'shows what runs where and how the canary moves, with one request',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      await show(api);
      const environments = await screen.findByRole('list', {
        name: 'Environments',
      });
      const [dev, , , prod] = within(environments).getAllByRole('listitem');
      expect(dev).toHaveTextContent('dev1.8.3Healthy · 2 h');
      expect(prod).toHaveTextContent('1.8.1 → to 1.8.2');
      expect(prod).toHaveTextContent('Paused · 25 % · step 4 of 9 · 12 min');
      const steps = screen.getByRole('list', { name: 'Steps of the canary' });
      expect(
        within(steps)
          .getAllByRole('listitem')
          .find(step => step.getAttribute('aria-current') === 'step'),
      ).toHaveTextContent('pause, now');
      expect(await card()).toHaveTextContent('Waits for Next step, then 50 %');
      expect(api.reads).toEqual([
        {
          kind: 'Component',
          namespace: 'default',
          name: 'checkout',
          detail: false,
        },
      ]);
    },
    slow,
  );

  it(
    'asks before Next step, sends what the person saw, and follows by itself',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      const bus = new SignalBus();
      await show(api, bus);
      const trigger = await button('Next step: checkout in prod');
      await userEvent.click(trigger);
      const dialog = await screen.findByRole('dialog', {
        name: 'Next step for checkout 1.8.2 in prod',
      });
      await userEvent.type(
        within(dialog).getByLabelText(/Reason/),
        'looks good',
      );
      api.answerTo = request => {
        api.become(stepped());
        return {
          outcome: 'accepted',
          receipt: aReceipt({ action: request.action }),
        };
      };
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Next step' }),
      );
      await waitFor(() => expect(api.asked).toHaveLength(1));
      expect(api.asked[0]).toEqual({
        action: 'promote',
        target: {
          cluster: 'eu-1',
          namespace: 'production',
          kind: 'Rollout',
          name: 'checkout',
        },
        saw: aSaw(),
        reason: 'looks good',
      });
      const receipt = await screen.findByTestId('receipt');
      expect(receipt).toHaveTextContent('Next step: checkout in prod');
      expect(receipt).toHaveTextContent(/Sent.*→.*Accepted.*→.*In effect/);
      await waitFor(async () =>
        expect(await card()).toHaveTextContent('step 6 of 9'),
      );
      await waitFor(() => expect(dialog).not.toBeInTheDocument());
      expect(trigger).toHaveFocus();
    },
    slow,
  );

  it(
    'says in place that it was refused, with what is there now',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      api.answerTo = () => ({
        outcome: 'refused',
        why: 'moved-on',
        message: 'It is at step 6 of 9 now, Paused, on 1.8.2',
      });
      await show(api);
      await userEvent.click(await button('Next step: checkout in prod'));
      const dialog = await screen.findByRole('dialog');
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Next step' }),
      );
      const receipt = await screen.findByTestId('receipt');
      await waitFor(() => expect(receipt).toHaveTextContent('Refused'));
      expect(receipt).toHaveTextContent('It is at step 6 of 9 now');
      expect(screen.getByRole('status')).toHaveTextContent(/Refused/);
    },
    slow,
  );

  it(
    'says why a held action is held',
    async () => {
      await show(inState('canary aborted'));
      await userEvent.click(await button('Actions for checkout in prod'));
      const next = await screen.findByRole('menuitem', { name: /^Next step/ });
      expect(next).toHaveTextContent('Aborted: retry or revert first');
      expect(next).toHaveAttribute('aria-disabled', 'true');
    },
    slow,
  );
});

describe('the card', () => {
  const show = plainCard;

  it(
    'reads again when its hint comes, and not for others',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      const bus = new SignalBus();
      await show(api, bus);
      await button('Next step: checkout in prod');
      bus.beat();
      await waitFor(() =>
        expect(screen.getByTestId('live-mark')).toHaveTextContent('live'),
      );
      await waitFor(() => expect(api.reads).toHaveLength(2));
      bus.beat('hint-of-somebody-else');
      api.become(stepped());
      bus.beat('hint-checkout');
      await waitFor(async () =>
        expect(await card()).toHaveTextContent('step 6 of 9'),
      );
      expect(api.reads).toHaveLength(3);
    },
    slow,
  );

  it(
    'does not let a question be confirmed that has moved on',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      const bus = new SignalBus();
      await show(api, bus);
      await userEvent.click(await button('Next step: checkout in prod'));
      const dialog = await screen.findByRole('dialog');
      api.become(stepped());
      bus.beat('hint-checkout');
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'It moved on while you read this',
      );
      const confirm = within(dialog).getByRole('button', { name: 'Next step' });
      await userEvent.click(confirm);
      expect(api.asked).toEqual([]);
    },
    slow,
  );

  it(
    'shows a silent cluster as old, offers nothing on it, and comes back',
    async () => {
      const api = inState('dead clusters');
      const bus = new SignalBus();
      await show(api, bus);
      const shown = await card();
      await within(shown).findByRole('list', { name: 'Environments' });
      expect(shown).toHaveTextContent(
        'last seen 4 min ago: cluster eu-2: connection refused',
      );
      expect(shown).toHaveTextContent(
        'cluster eu-3 has not answered since the portal started',
      );
      expect(
        screen.queryByRole('button', { name: /checkout in prod/ }),
      ).not.toBeInTheDocument();
      expect(
        screen.getByRole('button', { name: 'Actions for checkout in dev' }),
      ).toBeInTheDocument();
      api.become(aService());
      bus.beat('hint-checkout');
      await button('Next step: checkout in prod');
      expect(screen.queryByTestId('stale')).not.toBeInTheDocument();
    },
    slow,
  );

  it(
    'keeps the last state when the portal fails, as old and without actions',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      const bus = new SignalBus();
      await show(api, bus);
      await button('Next step: checkout in prod');
      api.become({ error: new Error('the backend is gone') });
      bus.beat('hint-checkout');
      await waitFor(async () =>
        expect(await card()).toHaveTextContent(
          /last seen .*: the backend is gone/,
        ),
      );
      expect(await card()).toHaveTextContent('1.8.2');
      expect(
        screen.queryByRole('button', { name: /checkout/ }),
      ).not.toBeInTheDocument();
    },
    slow,
  );

  it(
    'announces a receipt politely, once',
    async () => {
      const api = new FakeDelivery({ answer: aService() });
      const bus = new SignalBus();
      const receipt = aReceipt();
      api.become(
        aService({ environments: pipeline(waiting({ receipts: [receipt] })) }),
      );
      await show(api, bus);
      await screen.findByTestId('receipt');
      api.become(
        aService({
          environments: pipeline(
            waiting({
              receipts: [
                {
                  ...receipt,
                  state: 'in-effect',
                  history: [
                    ...receipt.history,
                    {
                      state: 'in-effect',
                      at: before.seconds(1),
                      because: 'step 6',
                    },
                  ],
                },
              ],
            }),
          ),
        }),
      );
      bus.beat('hint-checkout');
      await waitFor(() =>
        expect(screen.getByRole('status')).toHaveTextContent(
          'Next step: checkout in prod: In effect',
        ),
      );
    },
    slow,
  );

  it(
    'gives the annotation of the consent on request',
    async () => {
      await show(inState('no consent'));
      await userEvent.click(await button('How to consent'));
      expect(
        screen.getByText(
          'greenlight.dev/entity-ref: component:default/checkout',
        ),
      ).toBeVisible();
    },
    slow,
  );

  it(
    'says cause and fix of an error, and tries again on request',
    async () => {
      const api = inState('unreachable');
      await show(api);
      const alert = await screen.findByTestId('delivery-error');
      expect(alert).toHaveTextContent('An HTML page came instead of JSON');
      expect(alert).toHaveTextContent('check that the portal’s backend runs');
      api.become(aService());
      await userEvent.click(await button('Try again'));
      await button('Next step: checkout in prod');
    },
    slow,
  );

  it(
    'says who to ask when it may not be seen',
    async () => {
      await show(inState('denied'));
      const alert = await screen.findByTestId('delivery-error');
      expect(alert).toHaveAttribute('data-kind', 'denied');
      expect(alert).toHaveTextContent('ask team-payments');
    },
    slow,
  );

  it(
    'runs no markup that it is given',
    async () => {
      await show(inState('hostile input'));
      const shown = await card();
      await within(shown).findByRole('list', { name: 'Environments' });
      expect(shown.querySelector('script, b')).toBeNull();
      expect(shown.textContent?.length).toBeLessThan(3_000);
    },
    slow,
  );

  it.each(Object.keys(cardStates))(
    'has nothing that axe minds: %s',
    async name => {
      await show(inState(name));
      const shown = await card();
      await act(async () => {});
      expect(await axeFindings(shown)).toEqual([]);
    },
    slow,
  );

  it(
    'can be worked by keyboard alone',
    async () => {
      const api = inState('no permission to act');
      await show(api);
      const held = await button('Next step: checkout in prod');
      held.focus();
      expect(held).toHaveAccessibleDescription(/ask team-payments/);
      await userEvent.keyboard('{Enter}');
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
      await userEvent.tab();
      expect(
        screen.getByRole('button', { name: 'Actions for checkout in prod' }),
      ).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      const abort = await screen.findByRole('menuitem', { name: /^Abort/ });
      expect(abort).toHaveTextContent('ask team-payments');
    },
    slow,
  );

  it(
    'stands still for a rollout with more steps than fit',
    async () => {
      const labels = Array.from({ length: 40 }, (_, i) => `${i + 1} %`);
      const rollout = aCanary({ steps: someSteps(labels, 20), step: 20 });
      await show(
        new FakeDelivery({
          answer: aService({ environments: pipeline(waiting({ rollout })) }),
        }),
      );
      const steps = await screen.findByRole('list', {
        name: 'Steps of the canary',
      });
      expect(steps).toHaveTextContent('14 before');
      expect(steps).toHaveTextContent('14 after');
    },
    slow,
  );
});
