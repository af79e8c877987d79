using System.Globalization;

namespace Consult.Bench;

/// <summary>Medians, spreads and how they are written.</summary>
internal static class Figures
{
    /// <summary>The middle one; of an even number the lower middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(sorted.Length - 1) / 2];
    }

    /// <summary>Median, and lowest to highest when there are several.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format = "N0") =>
        values.Count < 2
            ? Text(Median(values), format)
            : $"{Text(Median(values), format)} ({Text(values.Min(), format)}–{Text(values.Max(), format)})";

    /// <summary>A number for a table.</summary>
    public static string Text(double value, string format = "N0") =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
