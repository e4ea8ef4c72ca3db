import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { render } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { deliveryApiRef } from '../api/deliveryApiRef';
import { EntityDeliveryCard, EntityDeliveryContent } from '../legacy';
import { DeliveryCard } from '../components/DeliveryCard';
import { deliveryCard, deliveryContent } from '../plugin';
import { entityDeliveryRouteRef } from '../routes';
import { entity } from './entity';
import type { FakeDelivery } from './FakeDelivery';
import { SignalBus } from './SignalBus';

/** Shows the card, or the tab, of a portal. */
export type Show = (api: FakeDelivery, bus?: SignalBus) => Promise<unknown>;

/** The card without a portal around it: quick, for many states. */
export const plainCard: Show = async (api, bus = new SignalBus()) =>
  render(
    <TestApiProvider
      apis={[
        [deliveryApiRef, api],
        [signalApiRef, bus],
      ]}
    >
      <MemoryRouter>
        <EntityProvider entity={entity}>
          <DeliveryCard />
        </EntityProvider>
      </MemoryRouter>
    </TestApiProvider>,
  );

/** What the two frontend systems do to show the same components. */
export const systems: { name: string; card: Show; tab: Show }[] = [
  {
    name: 'new frontend system',
    card: async (api, bus = new SignalBus()) =>
      renderTestApp({
        extensions: [createTestEntityPage({ entity }), deliveryCard],
        apis: [
          [deliveryApiRef, api],
          [signalApiRef, bus],
        ],
      }),
    tab: async (api, bus = new SignalBus()) =>
      renderTestApp({
        extensions: [createTestEntityPage({ entity }), deliveryContent],
        apis: [
          [deliveryApiRef, api],
          [signalApiRef, bus],
        ],
        initialRouteEntries: ['/delivery'],
      }),
  },
  {
    name: 'old frontend system',
    card: (api, bus = new SignalBus()) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [deliveryApiRef, api],
            [signalApiRef, bus],
          ]}
        >
          <EntityProvider entity={entity}>
            <EntityDeliveryCard />
          </EntityProvider>
        </TestApiProvider>,
      ),
    tab: (api, bus = new SignalBus()) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [deliveryApiRef, api],
            [signalApiRef, bus],
          ]}
        >
          <EntityProvider entity={entity}>
            <Routes>
              <Route path="/delivery" element={<EntityDeliveryContent />} />
            </Routes>
          </EntityProvider>
        </TestApiProvider>,
        {
          routeEntries: ['/delivery'],
          mountedRoutes: { '/delivery': entityDeliveryRouteRef },
        },
      ),
  },
];
