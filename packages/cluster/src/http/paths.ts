/** Where objects of one kind live below the server's base URL. */
export interface ResourceLocation {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_SUBDOMAIN = 253;

/** True for a DNS-1123 label, as names of namespaces and resources are. */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}

/** True for a DNS-1123 subdomain, as names of most objects and groups are. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN && DNS_SUBDOMAIN.test(text);
}

/** Says what is wrong with a location, or undefined when it may go into a URL. */
export function locationProblem(
  location: ResourceLocation,
): string | undefined {
  const { group, version, plural, namespace } = location;
  if (group !== '' && !isDnsSubdomain(group)) return 'the group is no DNS name';
  if (!isDnsLabel(version)) return 'the version is no DNS label';
  if (!isDnsLabel(plural)) return 'the resource is no DNS label';
  if (namespace !== undefined && !isDnsLabel(namespace)) {
    return 'the namespace is no DNS label';
  }
  return undefined;
}

/** The path of a collection. The location has to be free of problems. */
export function collectionPath(location: ResourceLocation): string {
  const { group, version, plural, namespace } = location;
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  return namespace
    ? `${base}/namespaces/${namespace}/${plural}`
    : `${base}/${plural}`;
}

/** How a resource is called in RBAC rules. */
export function resourceName({ group, plural }: ResourceLocation): string {
  return group ? `${plural}.${group}` : plural;
}
