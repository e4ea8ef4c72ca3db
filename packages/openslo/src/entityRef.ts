import { bad, good, quote, type Read } from './read';

const REF =
  /^(?:([a-z][a-z0-9]*):)?(?:([a-z0-9]+(?:[-_.][a-z0-9]+)*)\/)?([a-z0-9]+(?:[-_.][a-z0-9]+)*)$/;
const LONGEST_PART = 63;

/** An entity ref of a Backstage catalog in its full form, lower case: `component:default/checkout`. */
export function parseEntityRef(
  text: string,
  kindByDefault = 'component',
): Read<string> {
  const found = REF.exec(text.toLowerCase());
  const parts = [
    found?.[1] ?? kindByDefault,
    found?.[2] ?? 'default',
    found?.[3] ?? '',
  ];
  const [kind, namespace, name] = parts;
  if (!found || parts.some(part => part.length > LONGEST_PART)) {
    return bad(
      `${quote(text)} is not an entity ref`,
      `Write kind:namespace/name, for example ${kindByDefault}:default/checkout; each part has at most ${LONGEST_PART} characters.`,
    );
  }
  return good(`${kind}:${namespace}/${name}`);
}
