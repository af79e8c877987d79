import { useRouter } from "vue-router";
import { session } from "./session";

/** Ends the session and goes to the sign-in. */
export function useSignOut(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    await session.signOut();
    await router.push("/sign-in");
  };
}
