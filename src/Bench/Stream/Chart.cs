using System.Globalization;
using System.Text;
using static Consult.Bench.Figures;

namespace Consult.Bench.Stream;

/// <summary>Draws CPU-seconds per million deliveries as bars, a group for each scene; the lower the better.</summary>
internal static class Chart
{
    private const int BarHeight = 14;
    private const int GroupGap = 30;
    private const int Left = 150;
    private const int BarsWidth = 480;
    private const int Width = Left + BarsWidth + 90;

    private static readonly string[] Colours = ["#0b6e4f", "#4fb286", "#c0392b", "#e59866", "#7f8c8d"];

    /// <summary>The picture, as SVG.</summary>
    public static string Draw(IReadOnlyList<Room> rooms, Dictionary<(Room Room, Scene Scene), List<StreamRun>> runs)
    {
        var scenes = runs.Keys.Select(key => key.Scene).Distinct().ToList();
        var body = new StringBuilder();
        var y = 40;
        foreach (var scene in scenes)
        {
            var bars = rooms.Index()
                .Where(one => runs.ContainsKey((one.Item, scene)))
                .Select(one => (one.Index, one.Item.Name, Value: Median(runs[(one.Item, scene)].Select(run => run.ServerCpu)))).ToList();
            // Each group has a scale of its own: a quiet room and a busy one differ by an order of magnitude.
            var highest = bars.Max(bar => bar.Value);
            Text(10, y + 2, $"{scene.Viewers.ToString("N0", CultureInfo.InvariantCulture)} viewers, {scene.Rate} lines/s", "bold");
            y += 8;
            foreach (var (index, name, value) in bars)
            {
                var width = (int)Math.Max(1, BarsWidth * value / highest);
                body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{width}\" height=\"{BarHeight - 3}\" fill=\"{Colours[index % Colours.Length]}\"/>");
                Text(10, y + 9, name);
                Text(Left + width + 6, y + 9, Figures.Text(value, "N2"));
                y += BarHeight;
            }
            y += GroupGap;
        }
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{y}\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#222\">"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
            + $"<text x=\"10\" y=\"18\" font-size=\"13\" font-weight=\"bold\">CPU-seconds of the server per million deliveries</text>{body}</svg>";

        void Text(int x, int at, string text, string weight = "normal") =>
            body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{at}\" font-weight=\"{weight}\">{text}</text>");
    }
}
