import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../__testUtils__/axe';
import { TimeSeriesChart } from './TimeSeriesChart';
import type { TimeSeriesChartProps } from './TimeSeriesChart';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-25T08:00:00Z');

function chart(over: Partial<TimeSeriesChartProps> = {}) {
  return render(
    <TimeSeriesChart
      title="Budget left"
      description="Share of the budget that was left."
      formatValue={value => `${Math.round(value * 100)} %`}
      lines={[
        {
          key: 'left',
          label: 'left',
          role: 'main',
          points: [
            [start, 1],
            [start + HOUR, null],
            [start + 2 * HOUR, 0.4],
          ],
        },
      ]}
      {...over}
    />,
  );
}

describe('TimeSeriesChart', () => {
  it('has a name and a description', () => {
    chart({ thresholds: [{ value: 0.2, label: 'floor 20 %' }] });
    expect(
      screen.getByRole('figure', { name: 'Budget left' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('slider')).toHaveAccessibleDescription(
      'Share of the budget that was left. left: 40 % at last, 40 % to 100 %. Held against floor 20 %.',
    );
  });

  it('says the values under the cursor that the arrow keys move, once', async () => {
    const user = userEvent.setup();
    chart();
    await user.tab();
    const slider = screen.getByRole('slider', { name: 'Budget left, moment' });
    expect(slider).toHaveFocus();
    const said = () => slider.getAttribute('aria-valuetext');
    expect(said()).toMatch(/25 Nov 2026, .*\. left: 40 %\.$/);
    await user.keyboard('{ArrowLeft}');
    expect(said()).toMatch(/left: no data\.$/);
    await user.keyboard('{Home}');
    expect(said()).toMatch(/left: 100 %\.$/);
    expect(screen.getByTestId('chart-said')).toHaveTextContent('left: 100 %');
    expect(screen.getByTestId('chart-cursor')).toBeInTheDocument();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('chart-cursor')).not.toBeInTheDocument();
    expect(said()).toMatch(/left: 40 %\.$/);
  });

  it('keeps its size while loading and without data', () => {
    const size = (container: Element) =>
      [...container.querySelectorAll<HTMLElement>('figure > *')]
        .map(one => one.style.height || one.className.replace(/-\d+/g, ''))
        .filter(one => !one.includes('Look-hidden'));
    const drawn = size(chart().container);
    expect(size(chart({ loading: true }).container)).toEqual(drawn);
    expect(size(chart({ lines: [] }).container)).toEqual(drawn);
  });

  it('says beside the numbers what happened', async () => {
    chart({ markers: [{ at: start + 100, label: '1.8.2' }] });
    await userEvent.click(screen.getByRole('button', { name: /table/ }));
    const [, first, second] = screen.getAllByRole('row');
    expect(first?.lastChild).toHaveTextContent('1.8.2');
    expect(second?.lastChild).toBeEmptyDOMElement();
  });

  it('draws a point that stands alone', async () => {
    const { container } = chart();
    await waitFor(() =>
      expect(
        container.querySelectorAll('[data-line=left] circle'),
      ).toHaveLength(2),
    );
  });

  it('gives its numbers as a table, gaps included', async () => {
    const user = userEvent.setup();
    chart();
    await user.click(screen.getByRole('button', { name: /Show as table/ }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.map(row => row.lastChild?.textContent)).toEqual([
      'left',
      '100 %',
      'no data',
      '40 %',
    ]);
  });

  it('says that there is nothing to draw', () => {
    chart({ lines: [] });
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Budget left: no data',
    );
  });

  it('has nothing that axe finds', async () => {
    const { container } = chart({ thresholds: [{ value: 1, label: 'all' }] });
    await userEvent.click(screen.getByRole('button', { name: /table/ }));
    expect(await axeFindings(container)).toEqual([]);
  });
});
