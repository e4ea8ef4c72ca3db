import { act, renderHook, waitFor } from '@testing-library/react';
import { usePolled } from './usePolled';

const steady = () => 0.5;

describe('usePolled', () => {
  it('reads again after its interval', async () => {
    let count = 0;
    const { result } = renderHook(() =>
      usePolled({
        key: 'a',
        read: async () => ++count,
        everyMs: 20,
        random: steady,
      }),
    );
    await waitFor(() => expect(result.current.value).toBeGreaterThan(2));
  });

  it('keeps the answer when a reading fails, says why, and recovers by itself', async () => {
    let answer: () => Promise<string> = async () => 'first';
    const { result } = renderHook(() =>
      usePolled({
        key: 'a',
        read: () => answer(),
        everyMs: 20,
        random: steady,
      }),
    );
    await waitFor(() => expect(result.current.value).toBe('first'));
    answer = async () => {
      throw new Error('gone');
    };
    await waitFor(() => expect(result.current.error?.message).toBe('gone'));
    expect(result.current.value).toBe('first');
    answer = async () => 'second';
    await waitFor(() => expect(result.current.value).toBe('second'));
    expect(result.current.error).toBeUndefined();
  });

  it('forgets the answer to another question', async () => {
    const never = new Promise<string>(() => {});
    const { result, rerender } = renderHook(
      ({ key }) =>
        usePolled({
          key,
          read: () => (key === 'a' ? Promise.resolve('of a') : never),
          everyMs: 60_000,
          random: steady,
        }),
      { initialProps: { key: 'a' } },
    );
    await waitFor(() => expect(result.current.value).toBe('of a'));
    rerender({ key: 'b' });
    expect(result.current.value).toBeUndefined();
  });

  it('reads at once when it is asked to', async () => {
    let count = 0;
    const { result } = renderHook(() =>
      usePolled({
        key: 'a',
        read: async () => ++count,
        everyMs: 60_000,
        random: steady,
      }),
    );
    await waitFor(() => expect(result.current.value).toBe(1));
    await act(() => result.current.refresh());
    expect(result.current.value).toBe(2);
  });
});
