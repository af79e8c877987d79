import { defineMessages } from "@/ui/text";

export const consultations = defineMessages({
  zh: {
    title: "我的问诊",
    all: "全部",
    filter: "按状态筛选",
    none: "还没有问诊记录",
    noneText: "选择医生，描述病情，就可以开始第一次问诊。",
    noneOf: "没有这个状态的问诊",
    find: "找医生",
    anyDoctor: "等待科室医生接诊",
    anyHost: "等待义诊医生接诊",
    requestedAt: "{time} 发起",
  },
  en: {
    title: "My consultations",
    all: "All",
    filter: "By state",
    none: "No consultations yet",
    noneText: "Choose a doctor and describe what is the matter.",
    noneOf: "None in this state",
    find: "Find a doctor",
    anyDoctor: "Any doctor of the department",
    anyHost: "Any doctor of the clinic",
    requestedAt: "asked {time}",
  },
});
