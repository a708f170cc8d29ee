/**
 * Why an address may not be asked, in words that follow "the address"; undefined when it may. `from` is the address that
 * redirects to it: from https it goes to https only, for a server elsewhere has no say in what is read from this machine.
 */
export function refusal(address: URL, from?: URL): string | undefined {
  if (address.username !== '' || address.password !== '') return 'holds a user name or a password';
  if (address.protocol === 'https:') return undefined;
  if (from?.protocol === 'https:') return 'is not https';
  if (address.protocol === 'http:' && isLoopback(address.hostname)) return undefined;
  return 'is not https';
}

/** Http is for servers on this machine only, which nobody can listen in on. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Without the query, which may hold a signature. */
export function printAddress(address: URL): string {
  return `${address.origin}${address.pathname}`;
}

/** Undefined for text that is no address at all. */
export function parseAddress(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
}
