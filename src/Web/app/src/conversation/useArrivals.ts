import { ref, watch, type Ref } from "vue";
import { t } from "@/shell/language";
import { session } from "@/shell/session";
import type { TimelineEntry } from "./model";
import type { Talk } from "./talk";

const longestAnnouncement = 120;

/** What came since the page was opened: how much of it is out of sight below, and a word for screen readers. */
export function useArrivals(talk: Talk, isAtBottom: Readonly<Ref<boolean>>): { unseen: Ref<number>; announcement: Ref<string> } {
  const { state } = talk;
  const unseen = ref(0);
  const announcement = ref("");

  watch(() => state.value.timeline.length, (length, before) => {
    const arrived = state.value.timeline.slice(before, length).filter(isFromOthers);
    if (arrived.length === 0) return;
    if (!isAtBottom.value) unseen.value += arrived.length;
    const last = arrived.at(-1);
    if (last) announcement.value = told(last);
  });
  watch(isAtBottom, (isThere) => {
    if (isThere) unseen.value = 0;
  });

  function told(entry: TimelineEntry): string {
    if (entry.kind === "automatic") return entry.said.text;
    if (entry.kind !== "message") return "";
    const name = entry.side === "patient" ? talk.patientName.value : talk.doctorName.value;
    const text = entry.said.text.slice(0, longestAnnouncement) || t("conversation.message.sentImage");
    return t("conversation.message.arrived", { name, text });
  }

  return { unseen, announcement };
}

function isFromOthers(entry: TimelineEntry): boolean {
  if (entry.kind === "message") return entry.account !== session.account.value;
  return entry.kind === "automatic";
}
