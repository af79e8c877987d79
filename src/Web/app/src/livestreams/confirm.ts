import { showConfirmDialog } from "vant";
import { t } from "@/shell/language";

/** Asks before something that cannot be taken back. */
export function confirmed(message: string): Promise<boolean> {
  return showConfirmDialog({
    message,
    confirmButtonText: t("livestreams.console.confirm"),
    cancelButtonText: t("livestreams.console.cancel"),
  }).then(() => true, () => false);
}
