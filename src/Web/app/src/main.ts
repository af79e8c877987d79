import "vant/lib/index.css";
import "./ui/tokens.css";
import "./ui/vant.css";
import "./ui/base.css";
import "./ui/forms.css";
import { createApp } from "vue";
import App from "./App.vue";
import { router } from "./router";
import { i18n } from "./shell/language";

// A part of a build that has been replaced meanwhile: the page begins anew with the new one. Once, lest a part that is not
// there at all has it begin again and again.
window.addEventListener("vite:preloadError", () => {
  const build = import.meta.url;
  if (sessionStorage.getItem("consult.reloaded") === build) return;
  sessionStorage.setItem("consult.reloaded", build);
  location.reload();
});

createApp(App).use(i18n).use(router).mount("#app");
