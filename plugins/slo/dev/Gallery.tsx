import { useState } from 'react';
import { ApiProvider } from '@backstage/core-app-api';
import type { ApiHolder, ApiRef } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { sloApiRef } from '../src/api/sloApiRef';
import { ReliabilityCard } from '../src/components/ReliabilityCard';
import { ReliabilityTab } from '../src/components/ReliabilityTab';
import { setNow } from '../src/__testUtils__/builders';
import { entity } from '../src/__testUtils__/entity';
import { FakeSlo } from '../src/__testUtils__/FakeSlo';
import { tabStates } from '../src/__testUtils__/tabStates';

class Holder implements ApiHolder {
  constructor(private readonly api: FakeSlo) {}
  get<T>(ref: ApiRef<T>): T | undefined {
    return ref.id === sloApiRef.id ? (this.api as T) : undefined;
  }
}

/** The card reads a part of what the tab reads. */
function answering(name: string): FakeSlo {
  setNow(Date.now());
  const detail = tabStates[name]?.();
  if (detail === undefined || detail === 'pending' || detail instanceof Error) {
    return new FakeSlo({ detail, service: detail });
  }
  const service = {
    ...detail,
    broken: detail.broken.map(one => ({
      ...one,
      entityRef: detail.entityRef,
      environment: detail.environment,
      source: 'greenlight' as const,
    })),
  };
  return new FakeSlo({ detail, service });
}

const chosen = new URLSearchParams(window.location.search);

function State({ name }: { name: string }) {
  const [holder] = useState(() => new Holder(answering(name)));
  return (
    <section id={name.replace(/\W+/g, '-')} style={{ marginBottom: 24 }}>
      <p style={{ margin: '0 0 4px', fontFamily: 'monospace' }}>{name}</p>
      <ApiProvider apis={holder}>
        <EntityProvider entity={entity}>
          {chosen.has('card') ? <ReliabilityCard /> : <ReliabilityTab />}
        </EntityProvider>
      </ApiProvider>
    </section>
  );
}

/** Every state of the tab (or, with ?card, of the card) on one page. */
export function Gallery() {
  const only = chosen.get('state');
  const names = Object.keys(tabStates).filter(name => !only || name === only);
  return (
    <div style={{ padding: 16, maxWidth: 1100 }}>
      {names.map(name => (
        <State key={name} name={name} />
      ))}
    </div>
  );
}
