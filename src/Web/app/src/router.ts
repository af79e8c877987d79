import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw } from "vue-router";
import { features } from "./features";
import { t } from "./shell/language";
import { homeOf } from "./shell/navigation";
import { session } from "./shell/session";

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    ...features.flatMap((feature) => feature.routes),
    {
      path: "/:any(.*)*",
      component: () => import("./shell/NotFoundPage.vue"),
      meta: { title: "shell.notFound.title" },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach((to) => guard(to));
router.afterEach((to, from) => {
  document.title = to.meta.title ? `${t(to.meta.title)} · Consult` : "Consult";
  // Who reads by ear begins at the new page, and not where the link was that led here.
  if (from.matched.length > 0 && to.path !== from.path) document.getElementById("main")?.focus({ preventScroll: true });
});

/** Where somebody is sent who may not open the page: to the sign-in and then back, or to their own start page. */
function guard(to: RouteLocationNormalized): RouteLocationRaw | true {
  if (to.meta.isPublic) return true;
  const role = session.role.value;
  if (!role) return { path: "/sign-in", query: to.path === "/" ? {} : { next: to.fullPath } };
  const home = homeOf(role);
  if (to.path === "/" && home !== "/") return home;
  return !to.meta.roles || to.meta.roles.includes(role) || to.path === home ? true : home;
}
