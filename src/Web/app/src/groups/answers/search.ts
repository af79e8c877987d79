/** Whether the server can search for it: two neighbouring characters of Chinese, or a word of another script. */
export function isSearchable(text: string): boolean {
  return /\p{Script=Han}{2}/u.test(text) || /[^\s\p{Script=Han}\p{P}\p{S}]/u.test(text);
}
