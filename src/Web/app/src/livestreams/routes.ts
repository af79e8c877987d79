import type { Feature } from "@/shell/feature";
import { roles } from "@/shell/roles";

export const feature: Feature = {
  routes: [
    { path: "/livestreams", component: () => import("./LivestreamsPage.vue"), meta: { title: "livestreams.list.title" } },
    {
      path: "/livestreams/new",
      component: () => import("./SchedulePage.vue"),
      meta: { title: "livestreams.form.new", roles: ["doctor"] },
    },
    {
      path: "/livestreams/:id",
      component: () => import("./LivestreamPage.vue"),
      props: true,
      meta: { title: "livestreams.room.title", fills: true },
    },
    {
      path: "/livestreams/:id/edit",
      component: () => import("./SchedulePage.vue"),
      props: true,
      meta: { title: "livestreams.form.edit", roles: ["doctor"] },
    },
    {
      path: "/livestreams/:id/console",
      component: () => import("./ConsolePage.vue"),
      props: true,
      meta: { title: "livestreams.console.title", roles: ["doctor", "assistant", "operator"], fills: true },
    },
  ],
  nav: [{ roles, to: "/livestreams", icon: "tv-o", label: "livestreams.nav", order: 30 }],
};
