import type { Plugin } from "vite";

const remote = /,\s*url\("?\/\/at\.alicdn\.com\/[^)]*\)\s*format\("woff"\)/g;

/** Leaves out the address of another host from which Vant's icons would come in browsers without WOFF2. */
export function ownVantIcons(): Plugin {
  return {
    name: "consult-own-vant-icons",
    enforce: "pre",
    transform: (code, id) => (/vant\/lib\/index\.css/.test(id) ? code.replace(remote, "") : null),
  };
}
