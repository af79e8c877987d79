import type { Feature } from "@/shell/feature";
import type { Role } from "@/shell/roles";

const roles: readonly Role[] = ["operator"];

export const feature: Feature = {
  routes: [
    { path: "/board", component: () => import("./board/BoardPage.vue"), meta: { title: "operator.board.title", roles } },
    { path: "/people", component: () => import("./people/PeoplePage.vue"), meta: { title: "operator.people.title", roles } },
  ],
  nav: [
    { roles, to: "/board", icon: "bar-chart-o", label: "operator.nav.board", order: 10 },
    { roles, to: "/people", icon: "friends-o", label: "operator.nav.people", order: 20 },
  ],
};
