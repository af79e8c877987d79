import { ref, type Ref } from "vue";
import type { NavItem } from "../feature";
import { navOf } from "../navigation";
import { session } from "../session";

export interface ShownNavItem extends NavItem {
  readonly badge: Readonly<Ref<number>>;
}

/** The entries of who is signed in, with what is unread; for the setup of a layout. */
export function useNav(): ShownNavItem[] {
  const role = session.role.value;
  return role ? navOf(role).map((item) => ({ ...item, badge: item.useBadge?.() ?? ref(0) })) : [];
}
