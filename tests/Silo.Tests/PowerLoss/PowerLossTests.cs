using System.Threading.Channels;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Consult.Silo.Storage.Sqlite;
using Consult.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Consult.Silo.Tests.PowerLoss;

/// <summary>The embedded store on a disk that loses what was not synced.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const string MasterKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const int Feeds = 6;
    private const int Losses = 8;
    private const int AppendsBetween = 40;

    /// <summary>So long that the log is folded into the database several times, at some moment of a loss.</summary>
    private static readonly string Text = new('x', 30_000);

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SyncedDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Theory]
    [InlineData(Survivors.None)]
    [InlineData(Survivors.Database)]
    [InlineData(Survivors.Log)]
    public async Task Nothing_acknowledged_is_lost_when_the_machine_loses_power(Survivors survivors)
    {
        await using var storage = Open(_disk.Folder);
        var acknowledgements = Channel.CreateUnbounded<(FeedId Feed, Position Position)>();
        using var stop = new CancellationTokenSource();
        var appending = Enumerable.Range(0, Feeds).Select(n => AppendAsync(storage, n, acknowledgements.Writer, stop.Token)).ToList();
        var known = new List<(FeedId Feed, Position Position)>();

        for (var loss = 0; loss < Losses; loss++)
        {
            for (var n = 0; n < AppendsBetween; n++) known.Add(await acknowledgements.Reader.ReadAsync());
            await ShouldHoldAsync(_disk.LosePower(survivors), known);
        }

        await stop.CancelAsync();
        await Task.WhenAll(appending);
    }

    [Fact]
    public async Task What_was_not_synced_is_lost_with_the_power()
    {
        await using var storage = Open(_disk.Folder);
        await storage.Database.Writer.RunAsync(session => session.Scalar("PRAGMA synchronous = OFF"), None);
        var writer = new FeedWriter(new("consultation", "1"), storage.Keys.IntegrityKey);
        (await storage.Feeds.AppendAsync(writer.Next("one"))).ShouldBe(AppendOutcome.Committed);

        await using var found = Open(_disk.LosePower(Survivors.None).FullName);

        (await found.Feeds.ReadHeadAsync(writer.Feed, None)).ShouldBeNull();
    }

    private static SqliteStorage Open(string folder) =>
        SqliteStorage.Open(new(folder, MasterKey, new VirtualClock(), NullLogger.Instance));

    private static async Task AppendAsync(
        SqliteStorage storage, int n, ChannelWriter<(FeedId, Position)> acknowledged, CancellationToken stop)
    {
        var writer = new FeedWriter(new("consultation", $"{n}"), storage.Keys.IntegrityKey);
        while (!stop.IsCancellationRequested)
        {
            (await storage.Feeds.AppendAsync(writer.Next(Text))).ShouldBe(AppendOutcome.Committed);
            acknowledged.TryWrite((writer.Feed, writer.Position));
        }
    }

    private static async Task ShouldHoldAsync(DirectoryInfo found, List<(FeedId Feed, Position Position)> acknowledged)
    {
        await using (var storage = Open(found.FullName))
        {
            var kept = new HashSet<(FeedId, Position)>();
            foreach (var feed in acknowledged.Select(one => one.Feed).Distinct())
            {
                foreach (var stored in await storage.Feeds.ReadAsync(feed, 0, 1_000, None))
                    kept.Add((feed, stored.Envelope.Position));
            }
            acknowledged.Where(one => !kept.Contains(one)).ShouldBeEmpty();
            (await new RecordVerifier(storage.Feeds, storage.Keys).VerifyAsync(None)).Findings.ShouldBeEmpty();
        }
        found.Delete(recursive: true);
    }
}
