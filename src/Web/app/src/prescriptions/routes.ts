import type { Feature } from "@/shell/feature";

export const feature: Feature = {
  routes: [
    {
      path: "/consultations/:id/prescribe",
      component: () => import("./form/PrescribePage.vue"),
      meta: { title: "prescriptions.form.title", roles: ["doctor"] },
    },
    {
      path: "/prescriptions/:id",
      component: () => import("./paper/PrescriptionPage.vue"),
      meta: { title: "prescriptions.paper.page", roles: ["patient", "doctor", "pharmacist"] },
    },
    {
      path: "/reviews",
      component: () => import("./review/ReviewsPage.vue"),
      meta: { title: "prescriptions.review.title", roles: ["pharmacist"] },
    },
    {
      path: "/reviews/:id",
      component: () => import("./review/ReviewPage.vue"),
      meta: { title: "prescriptions.review.page", roles: ["pharmacist"] },
    },
  ],
  nav: [{ roles: ["pharmacist"], to: "/reviews", icon: "passed", label: "prescriptions.nav.reviews", order: 10 }],
};
