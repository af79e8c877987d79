using System.Globalization;

namespace Consult.Bench.Machine;

/// <summary>Processor time and memory of other processes, as Linux counts them.</summary>
internal static class CpuMeter
{
    /// <summary>What <c>sysconf(_SC_CLK_TCK)</c> says on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time of one process so far.</summary>
    public static TimeSpan Of(int process) => Stat(process) is { } stat ? Time(stat.Own) : TimeSpan.Zero;

    /// <summary>Processor time of a process and of all its children so far, also of children that have ended.</summary>
    public static TimeSpan OfFamily(int parent)
    {
        var ticks = Stat(parent) is { } own ? own.Own + own.Ended : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && Stat(process) is { } stat && stat.Parent == parent)
                ticks += stat.Own;
        }
        return Time(ticks);
    }

    /// <summary>Resident memory, in bytes.</summary>
    public static long Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line["VmRSS:".Length..^"kB".Length], NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static TimeSpan Time(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);

    private static (int Parent, long Own, long Ended)? Stat(int process)
    {
        try
        {
            // The name, in brackets, may hold anything; what follows the last bracket is regular.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Number(1), Number(11) + Number(12), Number(13) + Number(14));

            long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
