/** Fen as yuan: ¥19, ¥19.50. Whole yuan are told without zeros. */
export function formatFen(fen: number): string {
  const yuan = (Math.abs(fen) / 100).toLocaleString("en-US", {
    minimumFractionDigits: fen % 100 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  });
  return `${fen < 0 ? "−" : ""}¥${yuan}`;
}

/** Yuan as somebody typed them as fen; null when that is no amount. */
export function parseFen(yuan: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
