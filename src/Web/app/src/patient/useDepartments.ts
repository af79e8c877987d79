import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import type { Schemas } from "@consult/client";

/** The departments that take quick consultations; the first hundred, which is more than a hospital has. */
export function useDepartments(): Load<readonly Schemas["DepartmentEntry"][]> {
  return useLoad(async (signal) => {
    const { departments } = await session.client.get("/departments", { query: { limit: 100 }, signal });
    return departments;
  });
}
