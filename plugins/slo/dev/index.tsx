import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';

const page = PageBlueprint.make({
  params: {
    path: '/',
    title: 'States',
    loader: () => import('./Gallery').then(m => <m.Gallery />),
  },
});

createDevApp({
  features: [
    createFrontendPlugin({ pluginId: 'slo-states', extensions: [page] }),
  ],
});
