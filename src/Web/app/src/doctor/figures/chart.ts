// Loaded with the page of figures alone, and only the parts that it draws with.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Series } from "./series";

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** What a picture is drawn from. */
export interface Picture {
  readonly name: string;
  readonly labels: readonly string[];
  readonly series: Series;
}

export function begin(element: HTMLElement): EChartsType {
  return init(element, undefined, { renderer: "svg" });
}

export function draw(chart: EChartsType, { name, labels, series }: Picture): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const [accent, line, text] = [colour("--accent"), colour("--line"), colour("--text-secondary")];
  chart.setOption(
    {
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      grid: { left: 4, right: 8, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: { trigger: "axis", confine: true, axisPointer: { type: "shadow" } },
      xAxis: { type: "category", data: [...labels], axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: text } },
      yAxis: {
        type: "value",
        minInterval: series.key === "answered" || series.key === "rounds" ? 1 : 0,
        ...(series.key === "stars" && { min: 0, max: 5, interval: 1 }),
        splitLine: { lineStyle: { color: line } },
        axisLabel: { color: text },
      },
      series: [
        {
          name,
          type: series.shape,
          data: [...series.values],
          itemStyle: { color: accent, ...(series.shape === "bar" && { borderRadius: [3, 3, 0, 0] }) },
          ...(series.shape === "bar" ? { barMaxWidth: 22 } : { symbolSize: 7, connectNulls: true, lineStyle: { width: 2 } }),
        },
      ],
    },
    true,
  );
}
