import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { DeliveryClient } from '@greenlight/backstage-plugin-delivery-common';
import { aService } from './__testUtils__/builders';
import { entity } from './__testUtils__/entity';
import { FakeDelivery } from './__testUtils__/FakeDelivery';
import { deliveryApiRef } from './api/deliveryApiRef';
import {
  deliveryPlugin,
  EntityDeliveryCard,
  EntityDeliveryContent,
} from './legacy';
import { entityDeliveryRouteRef } from './routes';

describe('the plugin for the old frontend system', () => {
  it('has a synchronous factory of the same API', () => {
    const [factory] = [...deliveryPlugin.getApis()];
    expect(factory?.api.id).toBe(deliveryApiRef.id);
    const made = factory?.factory({ discoveryApi: {}, fetchApi: {} });
    expect(made).toBeInstanceOf(DeliveryClient);
  });

  it('links to the tab where the app mounts it and asks for the link', async () => {
    const api = new FakeDelivery({ answer: aService() });
    await renderInTestApp(
      <TestApiProvider apis={[[deliveryApiRef, api]]}>
        <EntityProvider entity={entity}>
          <EntityDeliveryCard withLink />
          <Routes>
            <Route path="/delivery" element={<EntityDeliveryContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes: { '/delivery': entityDeliveryRouteRef } },
    );
    expect(
      await screen.findByRole('link', { name: 'Open the Delivery tab' }),
    ).toHaveAttribute('href', '/delivery');
    expect(await screen.findByTestId('live-mark')).toHaveTextContent(
      'refreshed every 5 s',
    );
  }, 30_000);
});
