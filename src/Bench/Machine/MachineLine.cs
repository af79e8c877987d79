using System.Globalization;
using System.Runtime.InteropServices;

namespace Consult.Bench.Machine;

/// <summary>What the figures were measured on.</summary>
internal static class MachineLine
{
    /// <summary>One line: cores, model, memory, system, runtime.</summary>
    public static string Describe()
    {
        var model = Field("/proc/cpuinfo", "model name") ?? "unknown processor";
        var kilobytes = (Field("/proc/meminfo", "MemTotal") ?? "0 kB").Split(' ')[0];
        var gigabytes = Math.Round(double.Parse(kilobytes, CultureInfo.InvariantCulture) / (1 << 20));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores of {model}, {gigabytes} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>Processes that ran or waited for a core in the last minute, ours included.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string? Field(string file, string name)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
