/** The parts of an image reference. */
export type ImageParts = {
  /** Registry (with port) and repository. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
};

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Takes an image reference apart: `registry:5000/team/app:1.2@sha256:…`. A colon
 * before the last slash is the port of the registry. Undefined when it is none.
 */
export function parseImage(image: string): ImageParts | undefined {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const digest = at < 0 ? undefined : image.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const repository = colon < 0 ? named : named.slice(0, colon);
  if (repository === '' || /\s/.test(repository)) return undefined;
  return { repository, tag, digest };
}

/** The digest of a pod's `imageID`, which has it behind an at sign or alone. */
export function digestOfImageId(imageId: string): string | undefined {
  const digest = imageId.slice(imageId.lastIndexOf('@') + 1);
  return DIGEST.test(digest) ? digest : undefined;
}

/** The start of a digest, long enough to tell versions apart. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
