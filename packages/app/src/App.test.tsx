import { screen } from '@testing-library/react';
import { start } from './__testUtils__/start';

describe('the portal', () => {
  it('starts, and asks who you are', async () => {
    start();
    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  }, 30_000);
});
