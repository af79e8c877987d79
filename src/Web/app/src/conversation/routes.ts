import type { Feature } from "@/shell/feature";

export const feature: Feature = {
  routes: [
    {
      path: "/consultations/:id",
      component: () => import("./ConversationPage.vue"),
      meta: { title: "conversation.title", roles: ["patient", "doctor"], fills: true },
    },
  ],
};
