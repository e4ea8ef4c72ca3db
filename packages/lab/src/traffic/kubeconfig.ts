import { parse } from 'yaml';
import { z } from 'zod/v4';
import type { Endpoint } from '../kube/http.ts';

const kubeconfig = z.looseObject({
  clusters: z.tuple([
    z.looseObject({
      cluster: z.looseObject({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ]),
  users: z.tuple([
    z.looseObject({ user: z.looseObject({ token: z.string() }) }),
  ]),
});

/** The only cluster and the only user of a lab's kubeconfig. */
export function readKubeconfig(text: string): Endpoint {
  const { clusters, users } = kubeconfig.parse(parse(text));
  const [{ cluster }] = clusters;
  const [{ user }] = users;
  return {
    url: cluster.server,
    caData: cluster['certificate-authority-data'],
    token: user.token,
  };
}
