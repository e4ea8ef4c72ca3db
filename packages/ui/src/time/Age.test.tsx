import { act, render, screen } from '@testing-library/react';
import { Age, TimeLeft } from './Age';
import { ServerClock } from './clock';
import { listenerCount } from './ticker';

const now = Date.parse('2026-11-25T13:00:00Z');

describe('an age on the page', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks, and tells the whole time on hover', () => {
    render(<Age at={now - 9_000} />);
    const age = screen.getByText('9 s ago');
    expect(age).toHaveAttribute('datetime', '2026-11-25T12:59:51.000Z');
    expect(age.title).toMatch(/25 Nov 2026, \d\d:59:51 \S+/);
    act(() => {
      jest.advanceTimersByTime(2_000);
    });
    expect(age).toHaveTextContent('11 s ago');
  });

  it('shares one timer and stops it when nothing is shown', () => {
    const before = jest.getTimerCount();
    const page = render(
      <>
        <Age at={now} />
        <Age at={now - 1_000} />
        <TimeLeft until={now + 1_000} />
      </>,
    );
    expect(jest.getTimerCount()).toBe(before + 1);
    expect(listenerCount()).toBe(3);
    page.unmount();
    expect(jest.getTimerCount()).toBe(before);
  });

  it('counts by the clock of the server', () => {
    render(
      <ServerClock offsetMs={60_000}>
        <Age at={now} />
      </ServerClock>,
    );
    expect(screen.getByText('1 min ago')).toBeInTheDocument();
  });

  it('counts down and says when the time has come', () => {
    render(<TimeLeft until={now + 181_000} />);
    expect(screen.getByText('3 min left')).toBeInTheDocument();
    act(() => {
      jest.advanceTimersByTime(182_000);
    });
    expect(screen.getByText('due')).toBeInTheDocument();
  });

  it('shows a span where a cell is narrow', () => {
    render(<Age at={now - 26 * 3600_000} style="span" />);
    expect(screen.getByText('26 h')).toBeInTheDocument();
  });

  it('says that a time is unknown instead of making one up', () => {
    render(<Age at="not a time" />);
    expect(screen.getByText('at an unknown time')).not.toHaveAttribute(
      'datetime',
    );
  });
});
