/** A tree of texts in one language. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** The same keys with any text: what the other language has to provide. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** The texts of one feature in both languages. */
export interface FeatureMessages<T extends Texts> {
  readonly zh: T;
  readonly en: SameKeys<T>;
}

/** Declares the texts of a feature; it does not compile when the languages have different keys. */
export function defineMessages<const T extends Texts>(messages: FeatureMessages<T>): FeatureMessages<T> {
  return messages;
}
