using Consult.Silo.Hosting;
using Consult.Silo.Storage;

namespace Consult.Api;

/// <summary>
/// <c>verify --data DIR</c> or <c>verify --postgres "Host=…"</c>: reads the whole record and says whether it is what was
/// written.
/// </summary>
internal static class Verify
{
    /// <summary>Prints the report.</summary>
    /// <returns>0 when the record is intact, 1 when it is not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        await using var services = new ServiceCollection().AddLogging().AddExistingStore(configuration).BuildServiceProvider();
        var report = await services.GetRequiredService<RecordVerifier>().VerifyAsync(CancellationToken.None);
        foreach (var finding in report.Findings)
            Console.WriteLine($"{finding.Feed} {finding.Seq}: {finding.What}");
        if (report.FindingCount > report.Findings.Length)
            Console.WriteLine($"… and {report.FindingCount - report.Findings.Length} more.");
        Console.WriteLine($"{report.Feeds} feeds, {report.Events} events: {(report.IsIntact ? "intact" : $"{report.FindingCount} findings")}.");
        return report.IsIntact ? 0 : 1;
    }
}
