/** `45 s`, `5 min`, `1 h 20 min`, `2 d`: two units at most, as people say it. */
export function humanSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const units: readonly [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => whole >= size);
  const [size, unit] = units[first] ?? [1, 's'];
  const rest = whole % size;
  const [nextSize, nextUnit] = units[first + 1] ?? [1, 's'];
  const next = Math.floor(rest / nextSize);
  const text = `${Math.floor(whole / size)} ${unit}`;
  return next > 0 ? `${text} ${next} ${nextUnit}` : text;
}

/** `checkout:1.8.2` of `registry.example/team/checkout:1.8.2`: enough to tell versions apart in a sentence. */
export function shortImage(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1) || image;
  const [name, digest] = last.split('@');
  const text = digest ? `${name}@${digest.slice(0, 19)}` : last;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The images of several containers in one phrase. */
export function imagesText(images: readonly { image: string }[]): string {
  const names = images
    .filter(({ image }) => image)
    .map(i => shortImage(i.image));
  if (names.length === 0) return '';
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/** `28s`, `5m3s`, `3h`, as kubectl and the Argo Rollouts CLI print a duration. */
export function kubernetesDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < 0) return '0s';
  if (whole < 120) return `${whole}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return parts(minutes, 'm', whole % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return parts(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return parts(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? parts(years, 'y', days % 365, 'd') : `${years}y`;
}

function parts(big: number, unit: string, small: number, smallUnit: string) {
  return small === 0 ? `${big}${unit}` : `${big}${unit}${small}${smallUnit}`;
}
