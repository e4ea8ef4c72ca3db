import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import { render } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { sloApiRef } from '../api/sloApiRef';
import { ReliabilityCard } from '../components/ReliabilityCard';
import { EntityReliabilityCard, ReliabilityPage } from '../legacy';
import { reliabilityCard } from '../plugin';
import { reliabilityPageRouteRef } from '../routes';
import { entity } from './entity';
import type { FakeSlo } from './FakeSlo';

function Plain(props: { api: FakeSlo; at?: string; children: ReactNode }) {
  return (
    <TestApiProvider apis={[[sloApiRef, props.api]]}>
      <MemoryRouter initialEntries={[props.at ?? '/']}>
        <EntityProvider entity={entity}>{props.children}</EntityProvider>
      </MemoryRouter>
    </TestApiProvider>
  );
}

/** The card without a portal around it: quick, for many states. */
export const plainCard = (api: FakeSlo) =>
  render(
    <Plain api={api}>
      <ReliabilityCard />
    </Plain>,
  );

function Address() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

/** The page of all services in an app, and the address that it is at. */
export const pageInApp = (api: FakeSlo, search = '') =>
  renderInTestApp(
    <TestApiProvider apis={[[sloApiRef, api]]}>
      <Routes>
        <Route path="/reliability" element={<ReliabilityPage />} />
      </Routes>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [`/reliability${search}`],
      mountedRoutes: {
        '/reliability': reliabilityPageRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

/** What the two frontend systems do to show the same card. */
export const systems: {
  name: string;
  card: (api: FakeSlo) => Promise<unknown>;
}[] = [
  {
    name: 'new frontend system',
    card: async api =>
      renderTestApp({
        extensions: [createTestEntityPage({ entity }), reliabilityCard],
        apis: [[sloApiRef, api]],
      }),
  },
  {
    name: 'old frontend system',
    card: api =>
      renderInTestApp(
        <TestApiProvider apis={[[sloApiRef, api]]}>
          <EntityProvider entity={entity}>
            <EntityReliabilityCard />
          </EntityProvider>
        </TestApiProvider>,
      ),
  },
];
