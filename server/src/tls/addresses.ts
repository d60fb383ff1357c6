import { hostname, networkInterfaces } from 'node:os';

/** Addresses by which other computers of this network may reach this one. */
export function lanAddresses(): string[] {
  return (
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      // Link-local IPv6 needs a zone, which no address bar and no certificate can hold.
      .filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith('fe80:'))
      .map(({ address }) => address)
      .toSorted()
  );
}

/** Names by which this computer is found without a name server. */
export function localNames(): string[] {
  const name = hostname().toLowerCase();
  const short = name.split('.')[0] ?? name;
  const usable = [name, `${short}.local`].filter((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(one));
  return [...new Set(['localhost', ...usable])];
}
