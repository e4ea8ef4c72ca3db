import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../__testUtils__/axe';
import { CopySnippet } from './CopySnippet';
import { Dotted } from './Dotted';
import { EmptyState } from './EmptyState';
import { MiddleTruncate } from './MiddleTruncate';
import { ReasonButton } from './ReasonButton';
import { Stale } from './Stale';
import { StateMark } from './StateMark';

describe('a state mark', () => {
  it('always has its word, if only for a screen reader', () => {
    render(
      <>
        <StateMark tone="good" word="Healthy" />
        <StateMark tone="bad" word="Degraded" iconOnly />
      </>,
    );
    expect(screen.getByText('Healthy')).toBeVisible();
    expect(screen.getByText('Degraded')).toBeInTheDocument();
  });
});

describe('what is stale', () => {
  it('says since when and why', async () => {
    const page = render(
      <Stale stale={{ lastSeen: Date.now() - 4 * 60_000, reason: 'refused' }}>
        <p>1.8.2</p>
      </Stale>,
    );
    expect(screen.getByTestId('stale')).toHaveTextContent(
      /Stale\s*last seen 4 min ago: refused/,
    );
    expect(await axeFindings(page.container)).toEqual([]);
  });

  it('may never have been seen', () => {
    render(<Stale stale={{ reason: 'no route' }}>?</Stale>);
    expect(screen.getByTestId('stale')).toHaveTextContent('never seen');
  });

  it('leaves alone what is fresh', () => {
    render(<Stale>fresh</Stale>);
    expect(screen.queryByTestId('stale')).not.toBeInTheDocument();
  });
});

describe('a long name', () => {
  it('is whole on hover', () => {
    render(<MiddleTruncate text="checkout-payments-eu-west-1" max={11} />);
    expect(screen.getByText('check…est-1')).toHaveAttribute(
      'title',
      'checkout-payments-eu-west-1',
    );
  });

  it('that gives way to its room reads as one, and may say more on hover', () => {
    render(
      <p>
        <MiddleTruncate fit text="2026.11.25-rc.1" title="web: x:2026.11.25" />
      </p>,
    );
    expect(screen.getByText('5-rc.1').closest('p')).toHaveTextContent(
      /^2026\.11\.25-rc\.1$/,
    );
    expect(screen.getByTitle('web: x:2026.11.25')).toBeVisible();
  });
});

describe('parts with dots', () => {
  it('have one between two of them, also for what reads the text', () => {
    render(
      <Dotted className="facts">
        <b>Paused</b>
        {undefined}
        {['25 %', 'step 3 of 9'].map(fact => (
          <span key={fact}>{fact}</span>
        ))}
      </Dotted>,
    );
    expect(screen.getByText('Paused').closest('.facts')).toHaveTextContent(
      'Paused · 25 % · step 3 of 9',
    );
  });
});

describe('a button that is held', () => {
  it('takes focus, says why, and does nothing', async () => {
    const onPress = jest.fn();
    const page = render(
      <ReasonButton
        label="Next step"
        context="checkout in prod"
        disabledReason="Aborted: retry or revert first"
        onPress={onPress}
      />,
    );
    await userEvent.tab();
    const button = screen.getByRole('button', {
      name: 'Next step: checkout in prod',
    });
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'Aborted: retry or revert first',
    );
    await userEvent.keyboard('{Enter}');
    expect(onPress).not.toHaveBeenCalled();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Aborted');
    expect(await axeFindings(page.container)).toEqual([]);
  });

  it('works when nothing holds it', async () => {
    const onPress = jest.fn();
    render(<ReasonButton label="Next step" onPress={onPress} />);
    await userEvent.click(screen.getByRole('button', { name: 'Next step' }));
    expect(onPress).toHaveBeenCalledTimes(1);
  });
});

describe('an annotation to copy', () => {
  it('is copied, and that is said', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    const page = render(
      <EmptyState
        title="Nothing here"
        description="Add this:"
        snippet={{ text: 'a: b', label: 'annotation a' }}
      />,
    );
    await user.click(screen.getByRole('button', { name: 'Copy annotation a' }));
    expect(writeText).toHaveBeenCalledWith('a: b');
    expect(
      await screen.findByText('Copied', { selector: 'span' }),
    ).toBeVisible();
    expect(await axeFindings(page.container)).toEqual([]);
  });

  it('says so when the browser does not let it', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    render(<CopySnippet text="a: b" label="it" />);
    await user.click(screen.getByRole('button', { name: 'Copy it' }));
    expect(
      await screen.findByText(/Not copied/, { selector: 'span' }),
    ).toBeVisible();
  });
});
