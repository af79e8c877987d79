import type { Feature } from "./feature";
import { roles } from "./roles";

export const feature: Feature = {
  routes: [
    {
      path: "/sign-in",
      component: () => import("./SignInPage.vue"),
      meta: { title: "shell.signIn.title", isPublic: true },
    },
    {
      path: "/signed-in",
      component: () => import("./SignedInPage.vue"),
      meta: { title: "shell.signIn.title", isPublic: true },
    },
    { path: "/me", component: () => import("./MePage.vue"), meta: { title: "shell.me.title" } },
  ],
  nav: [{ roles, to: "/me", icon: "user-o", label: "shell.nav.me", order: 90 }],
};
