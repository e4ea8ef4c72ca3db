import { act } from '@testing-library/react';
import type { JsonObject } from '@backstage/types';
import type { SignalApi } from '@backstage/plugin-signals-react';
import type { DeliverySignal } from '@greenlight/backstage-plugin-delivery-common';

/** Signals in memory. */
export class SignalBus implements SignalApi {
  private readonly listeners = new Set<(message: JsonObject) => void>();
  private seq = 0;

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

  /** One beat, with or without hints. */
  beat(...hints: string[]): void {
    const message: DeliverySignal = {
      boot: 'test',
      seq: ++this.seq,
      ...(hints.length > 0 && { hints }),
    };
    act(() => {
      this.listeners.forEach(listener => listener({ ...message }));
    });
  }
}
