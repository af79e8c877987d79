import "vant/lib/index.css";
import "./ui/tokens.css";
import "./ui/vant.css";
import "./ui/base.css";
import "./ui/forms.css";
import { createApp } from "vue";
import App from "./App.vue";
import { router } from "./router";
import { i18n } from "./shell/language";

createApp(App).use(i18n).use(router).mount("#app");
