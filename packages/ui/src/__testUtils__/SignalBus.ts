import { act } from '@testing-library/react';
import type { JsonObject } from '@backstage/types';
import type { SignalApi } from '@backstage/plugin-signals-react';
import type { Beat } from '../live/beats';

/** Signals in memory. */
export class SignalBus implements SignalApi {
  private readonly listeners = new Set<(message: JsonObject) => void>();

  subscribe<TMessage extends JsonObject = JsonObject>(
    _channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = (message: JsonObject) => onMessage(message as TMessage);
    this.listeners.add(listener);
    return {
      unsubscribe: () => {
        this.listeners.delete(listener);
      },
    };
  }

  get listening(): number {
    return this.listeners.size;
  }

  send(message: Beat | JsonObject): void {
    act(() => {
      this.listeners.forEach(listener => listener(message as JsonObject));
    });
  }
}
