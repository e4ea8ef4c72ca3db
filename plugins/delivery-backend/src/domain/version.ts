import {
  commitAnnotation,
  containerAnnotation,
} from '@greenlight/backstage-plugin-delivery-common';
import type { Version } from '@greenlight/backstage-plugin-delivery-common';
import type { ContainerImage } from '@greenlight/rollouts';
import { parseImage, shortDigest } from './image';
import { quoted } from './quoted';

type Annotations = Readonly<Record<string, string>>;

/** What a version is read from. */
export type VersionSource = {
  readonly containers: readonly ContainerImage[];
  readonly objectAnnotations: Annotations;
  readonly templateAnnotations: Annotations;
  /** Digests that the kubelets report for the pods of this version, by container. */
  readonly runningDigests?: Readonly<Record<string, readonly string[]>>;
};

/** How commits are found and linked. */
export type VersionRules = {
  /** Its first group is the commit. */
  readonly commitPattern: RegExp;
  /** Link to a commit, when the source of the entity is on a known host. */
  readonly commitUrl?: (sha: string) => string;
};

const SHA = /^[0-9a-f]{7,64}$/;

function annotated(source: VersionSource, key: string): string | undefined {
  return source.templateAnnotations[key] ?? source.objectAnnotations[key];
}

type Chosen = { container: ContainerImage } | { why: string };

function chooseContainer(source: VersionSource): Chosen {
  const named = annotated(source, containerAnnotation);
  if (named !== undefined) {
    const container = source.containers.find(each => each.name === named);
    if (container) return { container };
    return {
      why: `${containerAnnotation} names the container ${quoted(
        named,
      )}, which is not there`,
    };
  }
  const [first] = source.containers;
  return first ? { container: first } : { why: 'No container is known' };
}

type Commit = Pick<Version, 'commit' | 'unknown'>;

function commitOf(
  source: VersionSource,
  tag: string | undefined,
  rules: VersionRules,
): Commit {
  const link = (sha: string) => rules.commitUrl?.(sha);
  const noted = annotated(source, commitAnnotation);
  if (noted !== undefined && SHA.test(noted)) {
    return { commit: { sha: noted, from: 'annotation', url: link(noted) } };
  }
  const tagged = tag === undefined ? undefined : rules.commitPattern.exec(tag);
  const sha = tagged?.[1];
  if (sha !== undefined && SHA.test(sha)) {
    return { commit: { sha, from: 'tag', url: link(sha) } };
  }
  if (noted !== undefined) {
    return {
      unknown: `${commitAnnotation} is ${quoted(noted)}, which is not a commit`,
    };
  }
  if (tag === undefined) {
    return {
      unknown: `The image has no tag and ${commitAnnotation} is not set`,
    };
  }
  return {
    unknown: `The tag ${quoted(
      tag,
    )} does not name a commit and ${commitAnnotation} is not set`,
  };
}

function onlyDigest(source: VersionSource, container: string) {
  const digests = new Set(source.runningDigests?.[container] ?? []);
  return digests.size === 1 ? [...digests][0] : undefined;
}

/** The version that a pod template names; what cannot be read is unknown with a reason. */
export function versionOf(source: VersionSource, rules: VersionRules): Version {
  const chosen = chooseContainer(source);
  if ('why' in chosen) {
    return { container: '', image: '', unknown: chosen.why, label: 'unknown' };
  }
  const { name, image } = chosen.container;
  const parts = parseImage(image);
  if (!parts) {
    return {
      container: name,
      image,
      unknown: `${quoted(image)} is not an image reference`,
      label: 'unknown',
    };
  }
  const digest = parts.digest ?? onlyDigest(source, name);
  return {
    container: name,
    image,
    tag: parts.tag,
    digest,
    ...commitOf(source, parts.tag, rules),
    label: parts.tag ?? (digest ? shortDigest(digest) : 'unknown'),
  };
}
