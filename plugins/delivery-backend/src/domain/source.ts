import type { Entity } from '@backstage/catalog-model';

const SLUG = /^[\w.-]+\/[\w.-]+$/;

type Host = (path: string[], sha: string) => string | undefined;

const HOSTS: Record<string, Host> = {
  'github.com': ([owner, repo], sha) =>
    owner && repo
      ? `https://github.com/${owner}/${repo}/commit/${sha}`
      : undefined,
  'gitlab.com': (path, sha) => {
    const end = path.indexOf('-');
    const project = end < 0 ? path : path.slice(0, end);
    return project.length > 1
      ? `https://gitlab.com/${project.join('/')}/-/commit/${sha}`
      : undefined;
  },
};

function locationUrl(entity: Entity): URL | undefined {
  const location =
    entity.metadata.annotations?.['backstage.io/source-location'];
  if (typeof location !== 'string' || !location.startsWith('url:')) {
    return undefined;
  }
  const text = location.slice('url:'.length).trim();
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** How to link a commit of an entity's source, where that is on a known host. */
export function commitLinker(
  entity: Entity,
): ((sha: string) => string) | undefined {
  const slug = entity.metadata.annotations?.['github.com/project-slug'];
  const url =
    typeof slug === 'string' && SLUG.test(slug)
      ? new URL(`https://github.com/${slug}`)
      : locationUrl(entity);
  const host = url && HOSTS[url.hostname];
  if (!url || !host || url.protocol !== 'https:') return undefined;
  const path = url.pathname.split('/').filter(part => part !== '');
  if (host(path, '0') === undefined) return undefined;
  return sha => host(path, sha) ?? '';
}
