import { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../__testUtils__/axe';
import { ConfirmDialog } from './ConfirmDialog';
import type { ConfirmDialogProps } from './ConfirmDialog';

function Page(props: Partial<ConfirmDialogProps>) {
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={event => {
          setTrigger(event.currentTarget);
          setOpen(true);
        }}
      >
        Ask
      </button>
      <ConfirmDialog
        title="Abort checkout 1.8.2 in prod"
        verb="Abort"
        consequences={['All traffic goes back to the stable version at once.']}
        onConfirm={jest.fn()}
        {...props}
        open={open}
        returnFocusTo={trigger}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

async function ask(props: Partial<ConfirmDialogProps> = {}) {
  render(<Page {...props} />);
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
  return screen.findByRole('dialog', { name: 'Abort checkout 1.8.2 in prod' });
}

const button = (name: string) => screen.getByRole('button', { name });

describe('a question before an action', () => {
  it('says what will happen and names its button after the verb', async () => {
    const dialog = await ask();
    expect(dialog).toHaveAccessibleDescription(/All traffic goes back/);
    await waitFor(() => expect(button('Abort')).toHaveFocus());
    expect(await axeFindings(document.body)).toEqual([]);
  });

  it('focuses Cancel first when it is destructive', async () => {
    await ask({ destructive: true });
    await waitFor(() => expect(button('Cancel')).toHaveFocus());
  });

  it('gives focus back to where it came from', async () => {
    const dialog = await ask();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() => expect(button('Ask')).toHaveFocus());
  });

  it('hands the reason over, trimmed', async () => {
    const onConfirm = jest.fn();
    await ask({ reason: { label: 'Reason' }, onConfirm });
    await userEvent.type(screen.getByLabelText('Reason'), '  hotfix ');
    await userEvent.click(button('Abort'));
    expect(onConfirm).toHaveBeenCalledWith('hotfix');
  });

  it('asks for a reason where one is needed', async () => {
    const onConfirm = jest.fn();
    await ask({ reason: { label: 'Reason', required: true }, onConfirm });
    await userEvent.click(button('Abort'));
    expect(onConfirm).not.toHaveBeenCalled();
    expect(button('Abort')).toHaveAccessibleDescription('Say why first');
  });

  it('says when it does not hold any more, and sends nothing', async () => {
    const onConfirm = jest.fn();
    await ask({ held: 'It moved on', onConfirm });
    expect(screen.getByRole('alert')).toHaveTextContent('It moved on');
    await userEvent.click(button('Abort'));
    expect(onConfirm).not.toHaveBeenCalled();
  });
});
