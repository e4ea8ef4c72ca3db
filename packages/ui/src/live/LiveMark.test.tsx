import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LiveMark } from './LiveMark';

const announced = () => screen.queryByRole('status')?.textContent;

describe('the mark of live updates', () => {
  it('says that they are lost, once and politely, and offers refresh', async () => {
    const onRefresh = jest.fn();
    const page = render(<LiveMark status="live" onRefresh={onRefresh} />);
    expect(screen.getByTestId('live-mark')).toHaveTextContent('live');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    page.rerender(<LiveMark status="lost" onRefresh={onRefresh} />);
    expect(screen.getByTestId('live-mark')).toHaveTextContent(
      'live updates lost, refreshed every 5 s',
    );
    expect(announced()).toContain('Live updates are lost');
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(onRefresh).toHaveBeenCalledTimes(1);
  });
});
