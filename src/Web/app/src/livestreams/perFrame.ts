import { onScopeDispose } from "vue";

/**
 * Runs `draw` before the next picture, however often it is asked for until then. Hundreds of lines a second would otherwise
 * each draw the page.
 */
export function usePerFrame(draw: () => void): () => void {
  let asked = 0;
  onScopeDispose(() => cancelAnimationFrame(asked));
  return () => {
    if (asked !== 0) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };
}
