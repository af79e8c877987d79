/** The roles in which a person can sign in. */
export const roles = ["patient", "doctor", "pharmacist", "assistant", "operator"] as const;

export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
