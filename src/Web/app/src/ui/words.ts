/** Whether every word of a text stands somewhere in what is said of one. */
export function hasWords(said: string, text: string): boolean {
  const lower = said.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => lower.includes(word));
}
