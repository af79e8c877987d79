import { defineMessages } from "@/ui/text";
import { en } from "./messages.en";
import { zh } from "./messages.zh";

export const messages = defineMessages({ zh, en });
