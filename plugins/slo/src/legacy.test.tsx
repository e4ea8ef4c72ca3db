import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { SloClient } from '@greenlight/backstage-plugin-slo-common';
import { aService } from './__testUtils__/builders';
import { entity } from './__testUtils__/entity';
import { FakeSlo } from './__testUtils__/FakeSlo';
import { sloApiRef } from './api/sloApiRef';
import {
  EntityReliabilityCard,
  EntityReliabilityContent,
  sloPlugin,
} from './legacy';
import { entityReliabilityRouteRef } from './routes';

describe('the plugin for the old frontend system', () => {
  it('has a synchronous factory of the same API', () => {
    const [factory] = [...sloPlugin.getApis()];
    expect(factory?.api.id).toBe(sloApiRef.id);
    const made = factory?.factory({ discoveryApi: {}, fetchApi: {} });
    expect(made).toBeInstanceOf(SloClient);
  });

  it('links to the tab where the app mounts it and asks for the link', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[[sloApiRef, new FakeSlo({ service: aService() })]]}
      >
        <EntityProvider entity={entity}>
          <EntityReliabilityCard withLink />
          <Routes>
            <Route path="/reliability" element={<EntityReliabilityContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: { '/reliability': entityReliabilityRouteRef } },
    );
    expect(
      await screen.findByRole('link', { name: 'Open the Reliability tab' }),
    ).toHaveAttribute('href', '/reliability');
  }, 30_000);
});
