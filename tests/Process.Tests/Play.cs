using System.Reflection;
using Consult.Tools.Replay;
using Consult.Tools.Soak;

namespace Consult.Process.Tests;

/// <summary>The replay that these tests disturb.</summary>
internal static class Play
{
    /// <summary>The server.</summary>
    public static readonly string Dll = typeof(Play).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ServerDll").Value!;

    private static readonly IReadOnlyList<Consultation> Input =
        Consultation.Read(Path.Combine(AppContext.BaseDirectory, "consultations.jsonl"), 12);

    public static readonly int Messages = Input.Sum(one => Script.Of(one.Ask, one.Answer).Count);

    public static Task<Site> SiteAsync(StoreKind store) =>
        Site.StartAsync(Dll, store, TimeProvider.System, CancellationToken.None);

    public static Task<ReplayResult> RunAsync(Site site, Milestones milestones) => ReplayRun.RunAsync(
        Input, new() { Server = site.Address, Parallel = 6 }, milestones, CancellationToken.None);

    public static void ShouldBeClean(ReplayResult result)
    {
        result.Failed.ShouldBeEmpty();
        result.Findings.ShouldBeEmpty();
        (result.Consultations, result.Messages).ShouldBe((Input.Count, Messages));
    }

    public static async Task ShouldBeIntactAsync(Site site)
    {
        await site.KillServerAsync();
        var (isIntact, says) = await site.VerifyAsync();
        isIntact.ShouldBeTrue(says);
    }
}
