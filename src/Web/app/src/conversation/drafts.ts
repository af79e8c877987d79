const kept = 20;

/** What was typed and not sent, by conversation, while somebody looks at another page. In memory alone: it is private. */
const drafts = new Map<string, string>();

export function draftOf(consultation: string): string {
  return drafts.get(consultation) ?? "";
}

export function keepDraft(consultation: string, text: string): void {
  drafts.delete(consultation);
  if (text) drafts.set(consultation, text);
  const oldest = drafts.keys().next().value;
  if (drafts.size > kept && oldest !== undefined) drafts.delete(oldest);
}
