import { aRecord } from '../testing/builders/records';
import { advanced } from './actionRecord';

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, second));

describe('history of a receipt', () => {
  it('has one entry for each state, with the reason for which it was reached', () => {
    const taken = advanced(
      aRecord(),
      { stage: 'following', because: 'The cluster took it' },
      at(1),
    );
    const accepted = advanced(
      taken,
      { state: 'accepted', because: 'The controller has seen it' },
      at(2),
    );
    const done = advanced(
      accepted,
      { stage: 'done', state: 'in-effect', because: 'Step 2 of 4 is done' },
      at(3),
    );

    expect(done.history).toEqual([
      {
        state: 'sent',
        at: '2026-11-25T10:00:00.000Z',
        because: 'Written to the audit',
      },
      {
        state: 'accepted',
        at: '2026-11-25T10:00:02.000Z',
        because: 'The controller has seen it',
      },
      {
        state: 'in-effect',
        at: '2026-11-25T10:00:03.000Z',
        because: 'Step 2 of 4 is done',
      },
    ]);
  });

  it('leaves the newest reason to the receipt itself', () => {
    const taken = advanced(
      aRecord(),
      { because: 'The cluster took it' },
      at(1),
    );

    expect(taken).toMatchObject({
      state: 'sent',
      because: 'The cluster took it',
      history: [{ state: 'sent', because: 'Written to the audit' }],
    });
  });
});
