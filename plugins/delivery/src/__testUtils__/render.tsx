import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import { render } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { deliveryApiRef } from '../api/deliveryApiRef';
import { EntityDeliveryCard, EntityDeliveryContent } from '../legacy';
import { DeliveryCard } from '../components/DeliveryCard';
import { DeliveryTab } from '../components/DeliveryTab';
import { deliveryCard, deliveryContent } from '../plugin';
import { entityDeliveryRouteRef } from '../routes';
import { entity } from './entity';
import type { FakeDelivery } from './FakeDelivery';
import { SignalBus } from './SignalBus';

/** Shows the card, or the tab, of a portal. */
export type Show = (api: FakeDelivery, bus?: SignalBus) => Promise<unknown>;

function Plain(props: {
  api: FakeDelivery;
  bus?: SignalBus;
  at?: string;
  children: ReactNode;
}) {
  const { api, bus = new SignalBus(), at = '/', children } = props;
  return (
    <TestApiProvider
      apis={[
        [deliveryApiRef, api],
        [signalApiRef, bus],
      ]}
    >
      <MemoryRouter initialEntries={[at]}>
        <EntityProvider entity={entity}>{children}</EntityProvider>
      </MemoryRouter>
    </TestApiProvider>
  );
}

/** The card without a portal around it: quick, for many states. */
export const plainCard: Show = async (api, bus) =>
  render(
    <Plain api={api} bus={bus}>
      <DeliveryCard />
    </Plain>,
  );

function Address() {
  const { pathname, search, hash } = useLocation();
  return <output>{pathname + search + hash}</output>;
}

/** The tab without a portal around it, and the address that it is at. */
export const plainTab = (api: FakeDelivery, at?: string) =>
  render(
    <Plain api={api} at={at}>
      <DeliveryTab />
      <Address />
    </Plain>,
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
