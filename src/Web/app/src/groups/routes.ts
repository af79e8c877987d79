import type { Feature } from "@/shell/feature";
import { roles } from "@/shell/roles";

const staff = ["doctor", "assistant", "operator"] as const;

export const feature: Feature = {
  routes: [
    { path: "/groups", component: () => import("./GroupsPage.vue"), meta: { title: "groups.list.title" } },
    { path: "/groups/:id", component: () => import("./GroupPage.vue"), props: true, meta: { title: "groups.group.title" } },
    { path: "/groups/:id/desk", component: () => import("./desk/GroupDeskPage.vue"), props: true, meta: { title: "groups.desk.title", roles: staff } },
    { path: "/threads/:id", component: () => import("./thread/ThreadPage.vue"), props: true, meta: { title: "groups.thread.title" } },
    { path: "/answers", component: () => import("./answers/AnswersPage.vue"), meta: { title: "groups.answers.title" } },
    { path: "/answers/:id", component: () => import("./answers/AnswerPage.vue"), props: true, meta: { title: "groups.answers.one" } },
  ],
  nav: [{ roles, to: "/groups", icon: "friends-o", label: "groups.nav", order: 30 }],
};
