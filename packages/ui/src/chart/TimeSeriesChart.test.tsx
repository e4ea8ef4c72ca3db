import { render, screen, within } from '@testing-library/react';
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
    chart();
    const group = screen.getByRole('group', { name: 'Budget left' });
    expect(group).toHaveAccessibleDescription(
      /Share of the budget that was left\. The arrow keys/,
    );
  });

  it('says the values under the cursor that the arrow keys move', async () => {
    const user = userEvent.setup();
    const { container } = chart();
    await user.tab();
    expect(screen.getByRole('group')).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(container).toHaveTextContent(/left 40 %/);
    await user.keyboard('{ArrowLeft}');
    expect(container).toHaveTextContent(/left no data/);
    await user.keyboard('{Home}');
    expect(container).toHaveTextContent(/left 100 %/);
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
