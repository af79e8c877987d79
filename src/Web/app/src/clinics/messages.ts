import { defineMessages } from "@/ui/text";

export const messages = defineMessages({ zh: { nav: "义诊" }, en: { nav: "Free clinics" } });
