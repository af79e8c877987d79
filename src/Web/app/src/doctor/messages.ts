import { defineMessages } from "@/ui/text";
import { desk } from "./desk/messages";
import { figures } from "./figures/messages";
import { pool } from "./pool/messages";
import { practice } from "./practice/messages";

export const messages = defineMessages({
  zh: {
    nav: { desk: "工作台", pool: "极速接诊", practice: "我的执业", figures: "数据" },
    kind: { quick: "极速问诊", directed: "图文问诊", video: "视频问诊", revisit: "复诊续方", freeClinic: "义诊" },
    gate: {
      none: "还没有医生主页",
      noneText: "登记姓名、职称和科室后，平台核验执业资质，即可开始接诊。",
      register: "登记医生信息",
      unlicensed: "执业资质待核验",
      unlicensedText: "平台核验通过后才能接诊和开方；现在可以先设置服务与价格、预约时段和常用语。",
      key: "医生编号",
    },
    desk: desk.zh,
    pool: pool.zh,
    practice: practice.zh,
    figures: figures.zh,
  },
  en: {
    nav: { desk: "Desk", pool: "Pool", practice: "Practice", figures: "Figures" },
    kind: { quick: "Quick", directed: "Text", video: "Video", revisit: "Revisit", freeClinic: "Free clinic" },
    gate: {
      none: "No doctor profile yet",
      noneText: "Register your name, title and department; once your licence has been verified you can receive patients.",
      register: "Register",
      unlicensed: "Your licence is to be verified",
      unlicensedText: "Until then you can neither receive patients nor prescribe. Prices, slots and quick replies can be set already.",
      key: "Doctor's key",
    },
    desk: desk.en,
    pool: pool.en,
    practice: practice.en,
    figures: figures.en,
  },
});
