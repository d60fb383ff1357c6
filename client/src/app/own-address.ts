/**
 * Whether it is an address of our own pages: nobody is sent elsewhere after signing in. Asked of the browser's own reading of
 * it, which drops tabs and line breaks and takes a backslash for a slash.
 */
export function isOwnAddress(address: string): boolean {
  const here = 'http://clapper.invalid';
  return address.startsWith('/') && URL.canParse(address, here) && new URL(address, here).origin === here;
}
