import type { Component, Ref } from "vue";
import type { RouteRecordRaw } from "vue-router";
import type { MessageKey } from "./language";
import type { Role } from "./roles";

/** An entry of the tab bar (phone) and of the side bar (wide). */
export interface NavItem {
  /** Who sees it. */
  readonly roles: readonly Role[];
  readonly to: string;
  /** The name of a Vant icon. */
  readonly icon: string;
  readonly label: MessageKey;
  /** Lower comes first; the first entry of a role is its start page. */
  readonly order: number;
  /** How much is unread; called once, in the setup of the layout. */
  readonly useBadge?: () => Readonly<Ref<number>>;
}

/** What a feature adds to the product: the `routes.ts` of its folder exports one. */
export interface Feature {
  readonly routes: readonly RouteRecordRaw[];
  readonly nav?: readonly NavItem[];
  /** A component that is on every page once somebody is signed in, such as a ringing call. */
  readonly overlay?: Component;
}

declare module "vue-router" {
  interface RouteMeta {
    /** The page's name in the window's title. */
    title?: MessageKey;
    /** Who may open it; left out: everybody who is signed in. */
    roles?: readonly Role[];
    /** Needs no sign-in, and has no layout around it. */
    isPublic?: boolean;
    /** Fills the window and scrolls inside, without the tab bar: a conversation. */
    fills?: boolean;
  }
}
