using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Silo.Hosting;
using Consult.Silo.Hosting.Local;
using Consult.Silo.Keys;
using Consult.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Silo.Tests;

/// <summary>The sweeper in a host of its own, over the store and the grains as they are registered for production.</summary>
public sealed class SweeperTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-test-");
    private readonly VirtualClock _clock = new();
    private readonly Probe _probe = new();
    private IHost? _host;

    public async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(_clock).AddSingleton(_probe);
        builder.Services.AddLocalGrainHost(options => options.Assemblies.Add(typeof(ProbeGrain).Assembly));
        builder.Services.AddSqliteStore(new() { Folder = _folder.FullName }).AddSqliteGrainStorage();
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host!.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task DueInAsync(string key, int seconds)
    {
        var writer = new FeedWriter(new("consultation", key), _host!.Services.GetRequiredService<IKeyRing>().IntegrityKey);
        var outcome = await _host.Services.GetRequiredService<IFeedStore>().AppendAsync(
            writer.Next("x") with { WakeAt = _clock.GetUtcNow().AddSeconds(seconds) });
        outcome.ShouldBe(AppendOutcome.Committed);
    }

    /// <summary>The key of the next grain that is woken, however long that takes on the virtual clock.</summary>
    private async Task<string> NextAsync()
    {
        var next = _probe.NextAsync();
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await next;
    }

    [Fact]
    public async Task An_actor_is_woken_at_its_moment_and_not_before()
    {
        var due = _clock.GetUtcNow().AddSeconds(5);
        await DueInAsync("1", 5);

        (await NextAsync()).ShouldBe("1");

        _clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(due);
    }

    [Fact]
    public async Task An_actor_that_fails_keeps_no_other_from_being_woken_and_is_woken_again()
    {
        _probe.When("bad", () => throw new InvalidOperationException("no"));
        await DueInAsync("bad", 1);
        await DueInAsync("good", 2);

        while (await NextAsync() != "good") { }
        while (await NextAsync() != "bad") { }
    }

    [Fact]
    public async Task Actors_that_hang_do_not_keep_another_from_being_woken()
    {
        var hang = new TaskCompletionSource();
        for (var i = 0; i < Sweeper.Parallel; i++)
        {
            _probe.When($"hangs-{i}", () => hang.Task);
            await DueInAsync($"hangs-{i}", 5);
        }
        await DueInAsync("waits", 6);

        while (await NextAsync() != "waits") { }

        hang.SetResult();
    }

    [Fact]
    public void Every_port_is_registered()
    {
        _host!.Services.GetRequiredService<IKeyShredder>().ShouldBeSameAs(_host.Services.GetRequiredService<IKeyRing>());
        _host.Services.GetRequiredService<Storage.RecordVerifier>().ShouldNotBeNull();
        _host.Services.GetRequiredKeyedService<ILocalGrainStorage>("Default").ShouldNotBeNull();
    }
}
