import { defineMessages } from "@/ui/text";
import { ask } from "./texts/ask";
import { common } from "./texts/common";
import { consultations } from "./texts/consultations";
import { data } from "./texts/data";
import { doctors } from "./texts/doctors";
import { home } from "./texts/home";
import { inbox } from "./texts/inbox";
import { patients } from "./texts/patients";

export const messages = defineMessages({
  zh: {
    ...common.zh,
    home: home.zh,
    doctors: doctors.zh,
    ask: ask.zh,
    patients: patients.zh,
    consultations: consultations.zh,
    inbox: inbox.zh,
    data: data.zh,
  },
  en: {
    ...common.en,
    home: home.en,
    doctors: doctors.en,
    ask: ask.en,
    patients: patients.en,
    consultations: consultations.en,
    inbox: inbox.en,
    data: data.en,
  },
});
