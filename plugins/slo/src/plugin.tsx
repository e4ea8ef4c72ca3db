import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { SloClient } from '@greenlight/backstage-plugin-slo-common';
import ReliabilityIcon from '@material-ui/icons/Timeline';
import { sloApiRef } from './api/sloApiRef';
import { entityReliabilityRouteRef, reliabilityPageRouteRef } from './routes';

/** Components that have objectives; an adopter may widen it by configuration. */
const measured = {
  kind: 'component',
  'spec.type': { $in: ['service', 'website'] },
};

/** @public */
export const sloApi = ApiBlueprint.make({
  params: define =>
    define({
      api: sloApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SloClient(deps),
    }),
});

/** @public */
export const reliabilityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: measured,
    loader: async () => {
      const { ReliabilityCard } = await import('./components/ReliabilityCard');
      const { TabLink } = await import('./components/links');
      return <ReliabilityCard link={<TabLink />} />;
    },
  },
});

/** @public */
export const reliabilityContent = EntityContentBlueprint.make({
  params: {
    path: '/reliability',
    title: 'Reliability',
    routeRef: entityReliabilityRouteRef,
    filter: measured,
    loader: () =>
      import('./components/ReliabilityTab').then(m => <m.ReliabilityTab />),
  },
});

/** @public */
export const reliabilityPage = PageBlueprint.make({
  params: {
    path: '/reliability',
    title: 'Reliability',
    icon: <ReliabilityIcon fontSize="inherit" />,
    routeRef: reliabilityPageRouteRef,
    loader: () =>
      import('./components/ReliabilityPage').then(m => <m.ReliabilityPage />),
  },
});

/** The slo plugin for the new frontend system. @public */
export const sloPlugin = createFrontendPlugin({
  pluginId: 'slo',
  title: 'Reliability',
  info: { packageJson: () => import('../package.json') },
  routes: {
    entityReliability: entityReliabilityRouteRef,
    reliability: reliabilityPageRouteRef,
  },
  extensions: [sloApi, reliabilityCard, reliabilityContent, reliabilityPage],
});
