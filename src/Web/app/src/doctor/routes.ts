import type { Feature } from "@/shell/feature";
import type { Role } from "@/shell/roles";
import { useDeskBadge } from "./desk/useDeskBadge";

const roles: readonly Role[] = ["doctor"];

export const feature: Feature = {
  routes: [
    { path: "/desk", component: () => import("./desk/DeskPage.vue"), meta: { title: "doctor.desk.title", roles } },
    { path: "/pool", component: () => import("./pool/PoolPage.vue"), meta: { title: "doctor.pool.title", roles } },
    { path: "/practice", component: () => import("./practice/PracticePage.vue"), meta: { title: "doctor.practice.title", roles } },
    { path: "/figures", component: () => import("./figures/FiguresPage.vue"), meta: { title: "doctor.figures.title", roles } },
  ],
  nav: [
    { roles, to: "/desk", icon: "todo-list-o", label: "doctor.nav.desk", order: 10, useBadge: useDeskBadge },
    { roles, to: "/pool", icon: "clock-o", label: "doctor.nav.pool", order: 20 },
    { roles, to: "/figures", icon: "chart-trending-o", label: "doctor.nav.figures", order: 50 },
    { roles, to: "/practice", icon: "setting-o", label: "doctor.nav.practice", order: 60 },
  ],
};
