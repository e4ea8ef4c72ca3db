import { render, screen } from '@testing-library/react';
import { TestApiProvider } from '@backstage/test-utils';
import { aReading, aRow } from '../../__testUtils__/builders';
import { FakeSlo } from '../../__testUtils__/FakeSlo';
import { sloApiRef } from '../../api/sloApiRef';
import { BudgetCell } from './BudgetCell';

const cells = (api: FakeSlo, refs: string[]) =>
  render(
    <TestApiProvider apis={[[sloApiRef, api]]}>
      {refs.map(ref => (
        <div key={ref} data-testid={ref}>
          <BudgetCell entityRef={ref} />
        </div>
      ))}
    </TestApiProvider>,
  );

describe('a cell of the column', () => {
  it('shows what is left, why it is unknown, and that there is no objective', async () => {
    const unknown = aRow({
      status: 'unknown',
      because: 'no series since 14:02',
      worst: { ...aRow().worst, remaining: undefined },
    });
    const api = new FakeSlo({
      worst: { ...aReading(), worst: { a: aRow(), b: unknown } },
    });
    cells(api, ['a', 'b', 'c']);
    expect(await screen.findByText(/71\.0.% left/)).toBeInTheDocument();
    expect(screen.getByTestId('a')).toHaveTextContent('OK');
    expect(screen.getByTestId('b')).toHaveTextContent(/^Unknown$/);
    expect(
      screen.getByTitle('Checkout availability: no series since 14:02'),
    ).toBeInTheDocument();
    expect(screen.getByTestId('c')).toHaveTextContent('—no objective');
    expect(api.worstReads).toEqual([['a', 'b', 'c']]);
  });

  it('shows unknown with the reason when nothing could be read', async () => {
    cells(new FakeSlo({ worst: new Error('502 Bad Gateway') }), ['a']);
    expect(await screen.findByTitle('502 Bad Gateway')).toHaveTextContent(
      'Unknown',
    );
  });
});
