/** Pairs of background and text colour, each with a contrast of 4.5:1 or more. */
const colours = [
  ["#dcefeb", "#0b5d57"],
  ["#e0ebfa", "#1d4f8c"],
  ["#efe6fa", "#5b3a94"],
  ["#fbe6ee", "#92305b"],
  ["#fdeedd", "#854708"],
  ["#e8f1d9", "#4a5f14"],
] as const;

/** The same name has the same colours everywhere. */
export function coloursOf(name: string): readonly [background: string, text: string] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return colours[sum % colours.length] ?? colours[0];
}

/** What stands for a name: the first character of a Chinese name, as of any other. */
export function initialOf(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
