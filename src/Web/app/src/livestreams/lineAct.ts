/** What staff does about a line or who wrote it. */
export type LineAct = "hide" | "unhide" | "mute" | "unmute" | "ban";
