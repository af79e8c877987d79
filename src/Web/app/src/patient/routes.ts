import type { Feature } from "@/shell/feature";
import PicturesOverlay from "./PicturesOverlay.vue";
import { useInboxes } from "./useInboxes";

const roles = ["patient"] as const;

export const feature: Feature = {
  routes: [
    { path: "/home", component: () => import("./HomePage.vue"), meta: { title: "patient.home.tab", roles } },
    { path: "/doctors", component: () => import("./DoctorsPage.vue"), meta: { title: "patient.doctors.title" } },
    { path: "/doctors/:id", component: () => import("./DoctorPage.vue"), meta: { title: "patient.doctors.profile" } },
    { path: "/ask", component: () => import("./AskPage.vue"), meta: { title: "patient.ask.title", roles } },
    { path: "/consultations", component: () => import("./ConsultationsPage.vue"), meta: { title: "patient.consultations.title", roles } },
    { path: "/patients", component: () => import("./PatientsPage.vue"), meta: { title: "patient.patients.title", roles } },
    { path: "/patients/:id", component: () => import("./PatientPage.vue"), meta: { title: "patient.patients.open", roles } },
    { path: "/inbox", component: () => import("./InboxPage.vue"), meta: { title: "patient.inbox.title", roles } },
    { path: "/my-data", component: () => import("./MyDataPage.vue"), meta: { title: "patient.data.title", roles } },
  ],
  nav: [
    { roles, to: "/home", icon: "home-o", label: "patient.home.tab", order: 10 },
    { roles, to: "/inbox", icon: "envelop-o", label: "patient.inbox.title", order: 60, useBadge: () => useInboxes().unread },
  ],
  overlay: PicturesOverlay,
};
