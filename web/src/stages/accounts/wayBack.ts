/** Where to go after signing in: only a path of this very site, never an address that a letter put into the link. */
export function wayBack(wanted: string | null): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted)) return '/';
  return wanted;
}
