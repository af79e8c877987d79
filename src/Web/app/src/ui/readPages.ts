/** A server's largest page, and as many of them as are read to look for a name in. */
export const pageSize = 100;
const mostPages = 5;

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null | undefined;
}

/** The first 500 of a list, page after page. */
export async function readPages<T>(read: (after: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const { items, next } = await read(after);
    all.push(...items);
    if (!next) break;
    after = next;
  }
  return all;
}
