using Consult.Feeds;
using Consult.Grains.LocalHost;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Silo.Tests;

/// <summary>What every store must do for the grain state of the local host. Inherited by one class per store.</summary>
public abstract class GrainStorageCompliance(StoreFixture fixture) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly GrainId Grain = GrainId.Create("consultation", "1");

    private ILocalGrainStorage Storage => fixture.GrainStates;

    public Task InitializeAsync() => fixture.OpenAsync();

    public Task DisposeAsync() => fixture.EndAsync();

    [StoreFact]
    public async Task A_state_comes_back_as_it_was_when_it_was_written()
    {
        var state = new Sample { Position = new(7, new(1, 2)), Bytes = [1, 2, 3] };
        var writing = Storage.WriteAsync("snapshot", Grain, state, null, None);
        state.Bytes = [9];
        var etag = await writing;
        await fixture.CloseAsync();
        await fixture.OpenAsync();

        var read = (await Storage.ReadAsync<Sample>("snapshot", Grain, None))!;

        read.Etag.ShouldBe(etag);
        read.State.Position.ShouldBe(new(7, new(1, 2)));
        read.State.Bytes.ShouldBe([1, 2, 3]);
        (await Storage.ReadAsync<Sample>("other", Grain, None)).ShouldBeNull();
        (await Storage.ReadAsync<Sample>("snapshot", GrainId.Create("consultation", "2"), None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task A_writer_of_an_older_version_is_refused_also_after_the_state_was_cleared_and_made_anew()
    {
        var first = await Storage.WriteAsync("s", Grain, new Sample(), null, None);
        await Should.ThrowAsync<InconsistentStateException>(() => Storage.WriteAsync("s", Grain, new Sample(), null, None));
        var second = await Storage.WriteAsync("s", Grain, new Sample(), first, None);
        await Should.ThrowAsync<InconsistentStateException>(() => Storage.WriteAsync("s", Grain, new Sample(), first, None));
        await Should.ThrowAsync<InconsistentStateException>(() => Storage.ClearAsync("s", Grain, first, None));
        await Storage.ClearAsync("s", Grain, second, None);
        await Storage.WriteAsync("s", Grain, new Sample(), null, None);

        await Should.ThrowAsync<InconsistentStateException>(() => Storage.WriteAsync("s", Grain, new Sample(), first, None));
    }

    [StoreFact]
    public async Task Clearing_what_was_never_written_is_no_error()
    {
        await Storage.ClearAsync("s", Grain, null, None);
        await Storage.WriteAsync("s", Grain, new Sample(), null, None);

        await Should.ThrowAsync<InconsistentStateException>(() => Storage.ClearAsync("s", Grain, null, None));
    }

    private sealed class Sample
    {
        public Position Position { get; set; }

        public byte[]? Bytes { get; set; }
    }
}
