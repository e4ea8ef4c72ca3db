import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../__testUtils__/axe';
import { ActionMenu } from './ActionMenu';

const items = [
  { key: 'abort', label: 'Abort', hint: 'Argo Rollouts: abort' },
  { key: 'retry', label: 'Retry', disabledReason: 'Nothing was aborted' },
  { key: 'pause', label: 'Pause' },
];

function setUp() {
  const onSelect = jest.fn();
  render(
    <ActionMenu
      label="Actions for checkout"
      heading="checkout in prod"
      items={items}
      onSelect={onSelect}
    />,
  );
  const trigger = screen.getByRole('button', { name: 'Actions for checkout' });
  return { onSelect, trigger };
}

describe('a menu of actions', () => {
  it('is worked by keyboard, and held items can be reached and say why', async () => {
    const { onSelect, trigger } = setUp();
    trigger.focus();
    await userEvent.keyboard('{Enter}');
    const abort = await screen.findByRole('menuitem', { name: /^Abort/ });
    await waitFor(() => expect(abort).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    const retry = screen.getByRole('menuitem', { name: /^Retry/ });
    expect(retry).toHaveFocus();
    expect(retry).toHaveAttribute('aria-disabled', 'true');
    expect(retry).toHaveTextContent('Nothing was aborted');
    await userEvent.keyboard('{Enter}');
    expect(onSelect).not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onSelect).toHaveBeenCalledWith('pause', trigger);
  });

  it('gives focus back when it is closed', async () => {
    const { trigger } = setUp();
    await userEvent.click(trigger);
    await screen.findByRole('menu');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(trigger).toHaveFocus());
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  });

  it('has nothing that axe minds', async () => {
    const { trigger } = setUp();
    await userEvent.click(trigger);
    await screen.findByRole('menu');
    expect(await axeFindings(document.body)).toEqual([]);
  });
});
