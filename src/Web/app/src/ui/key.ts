/** Enough of a key to tell it from others on a page; where the API gives no name, that is all there is to call somebody. */
export function shortKey(key: string): string {
  return key.length > 10 ? `…${key.slice(-6)}` : key;
}
