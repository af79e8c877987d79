import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { compress } from "./build/compress.ts";
import { ownVantIcons } from "./build/vantIcons.ts";

const server = process.env.CONSULT_SERVER ?? "http://127.0.0.1:5180";

export default defineConfig({
  base: "/app/",
  plugins: [vue(), ownVantIcons(), compress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: {
    // Leaves out what vue-i18n keeps for pages that are not written with the composition API.
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
  },
  build: {
    // Nothing is built into the source tree.
    outDir: process.env.CONSULT_WEB_OUT ?? "../../../artifacts/Web/app",
    emptyOutDir: true,
    // A small picture as a data: URL would need a wider content security policy than the files do.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What changes with a library's version and not with a page's text is kept by browsers over releases.
        codeSplitting: { groups: [{ name: "vendor", test: /node_modules[\\/](vue|@vue|vue-router|vue-i18n|@intlify|vant|@vant)[\\/]/ }] },
      },
    },
  },
  server: {
    proxy: {
      // The pages are all under /app/; everything else is the server's.
      "^/(?!app/)": { target: server, ws: true },
    },
  },
});
