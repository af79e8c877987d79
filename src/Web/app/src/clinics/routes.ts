import type { Feature } from "@/shell/feature";

export const feature: Feature = {
  routes: [
    { path: "/clinics", component: () => import("./ClinicsPage.vue"), meta: { title: "clinics.list.title" } },
    { path: "/clinics/new", component: () => import("./AnnouncePage.vue"), meta: { title: "clinics.form.title", roles: ["doctor"] } },
    { path: "/clinics/:id", component: () => import("./ClinicPage.vue"), props: true, meta: { title: "clinics.page.title" } },
    {
      path: "/clinics/:id/host",
      component: () => import("./HostPage.vue"),
      props: true,
      meta: { title: "clinics.host.title", roles: ["doctor", "operator"] },
    },
  ],
  // Patients come to clinics from their home.
  nav: [{ roles: ["doctor", "operator"], to: "/clinics", icon: "friends-o", label: "clinics.nav", order: 35 }],
};
