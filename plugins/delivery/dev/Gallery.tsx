import { useMemo, useState } from 'react';
import { ApiProvider } from '@backstage/core-app-api';
import type { ApiHolder, ApiRef } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { deliverySignalChannel } from '@greenlight/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../src/api/deliveryApiRef';
import { DeliveryCard } from '../src/components/DeliveryCard';
import { DeliveryTab } from '../src/components/DeliveryTab';
import { entity } from '../src/__testUtils__/entity';
import { setNow } from '../src/__testUtils__/builders';
import { FakeDelivery } from '../src/__testUtils__/FakeDelivery';
import { cardStates } from '../src/__testUtils__/states';

const chosen = new URLSearchParams(window.location.search);

class Beating {
  subscribe(channel: string, onMessage: (message: object) => void) {
    let seq = 0;
    const beat = () => onMessage({ boot: channel, seq: ++seq });
    const timer = setInterval(beat, 5_000);
    if (channel === deliverySignalChannel) setTimeout(beat, 50);
    return { unsubscribe: () => clearInterval(timer) };
  }
}

class Holder implements ApiHolder {
  constructor(private readonly apis: Map<string, unknown>) {}
  get<T>(ref: ApiRef<T>): T | undefined {
    return this.apis.get(ref.id) as T | undefined;
  }
}

function State({ name }: { name: string }) {
  setNow(Date.now());
  const [holder] = useState(() => {
    const make = cardStates[name];
    const api = new FakeDelivery(make ? make() : { pending: true });
    return new Holder(
      new Map<string, unknown>([
        [deliveryApiRef.id, api],
        [signalApiRef.id, new Beating()],
      ]),
    );
  });
  const shown = chosen.has('tab') ? <DeliveryTab /> : <DeliveryCard />;
  return (
    <section id={name.replace(/\W+/g, '-')} style={{ marginBottom: 24 }}>
      <p style={{ margin: '0 0 4px', fontFamily: 'monospace' }}>{name}</p>
      <ApiProvider apis={holder}>
        <EntityProvider entity={entity}>{shown}</EntityProvider>
      </ApiProvider>
    </section>
  );
}

/** Every state of the card (or, with ?tab, of the tab) on one page. */
export function Gallery() {
  const only = chosen.get('state');
  const names = useMemo(
    () => Object.keys(cardStates).filter(name => !only || name === only),
    [only],
  );
  return (
    <div style={{ padding: 16, maxWidth: 900 }}>
      {names.map(name => (
        <State key={name} name={name} />
      ))}
    </div>
  );
}
