/** Why a program ended, as a sentence when its last words are of a known kind. */
export function explainExit(name: string, tail: string): string {
  const port = /listen tcp [^ ]*:(\d+): bind: address already in use/.exec(
    tail,
  )?.[1];
  if (port) {
    return `${name} could not start because port ${port} was taken by another program meanwhile: end that program ("ss -ltnp" shows it) or run "./greenlight lab up" again, which chooses other ports.`;
  }
  if (/no space left on device/i.test(tail)) {
    return `${name} could not start because the disk is full: make room, or point GREENLIGHT_LAB_DIR at another disk.`;
  }
  return `${name} ended unexpectedly. The end of its log:\n${tail}`;
}
