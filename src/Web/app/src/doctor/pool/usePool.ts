import { computed, ref, watch, type ComputedRef, type Ref } from "vue";
import type { Schemas } from "@consult/client";
import { codeOf } from "@/shell/errors";
import type { DoctorProfile } from "@/shell/practice";
import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import { useNews } from "@/ui/useNews";
import { isOnDuty, type Pool } from "./pool";

export interface FollowedPool {
  /** The department's numbers, which everybody may read. */
  readonly department: Load<Schemas["DepartmentView"] | null>;
  /** Who waits; null while the doctor is not on duty. */
  readonly pool: ComputedRef<Pool | null>;
  readonly isOnDuty: Ref<boolean>;
  readonly code: Readonly<Ref<string | null>>;
  /** Both again, as after going on or off duty. */
  reload(): Promise<void>;
}

/** The pool of a doctor's department, read again when the department's feed moves; it is open to who is on duty alone. */
export function usePool(doctor: DoctorProfile): FollowedPool {
  const { client } = session;
  const id = doctor.departmentId;
  const onDuty = ref(false);
  const department = useLoad((signal) => unlessMissing(client.get("/departments/{id}", { path: { id }, signal })));
  const pool = useLoad((signal) => unlessMissing(client.get("/departments/{id}/pool", { path: { id }, signal })));
  watch(pool.data, (read) => {
    onDuty.value = Boolean(read && isOnDuty(read, doctor.doctor));
  });

  const reload = async (): Promise<void> => void (await Promise.all([department.reload(), pool.reload()]));
  useNews(
    () => (onDuty.value ? `department/${id}` : null),
    () => void reload(),
  );
  return { department, pool: computed(() => pool.data.value ?? null), isOnDuty: onDuty, code: pool.code, reload };
}

/** Nothing for who is not on duty, and for a department that nobody has ever worked in. */
async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (["forbidden", "department.unknown"].includes(codeOf(error))) return null;
    throw error;
  }
}
