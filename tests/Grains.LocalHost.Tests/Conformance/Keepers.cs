using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost.Tests.Conformance;

[GenerateSerializer]
public sealed class Kept
{
    [Id(0)]
    public string Text { get; set; } = "";
}

public interface IKeeper : IGrainWithStringKey
{
    /// <summary>The text as it was when the grain was activated.</summary>
    Task<string> TextAtActivation();

    Task Keep(string text);

    Task Clear();

    Task<bool> IsKept();

    Task DeactivateSoon();
}

public sealed class KeeperGrain([PersistentState("kept", "shelf")] IPersistentState<Kept> kept) : Grain, IKeeper
{
    private string _textAtActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _textAtActivation = kept.State.Text;
        return Task.CompletedTask;
    }

    public Task<string> TextAtActivation() => Task.FromResult(_textAtActivation);

    public Task Keep(string text)
    {
        kept.State = new Kept { Text = text };
        return kept.WriteStateAsync();
    }

    public Task Clear() => kept.ClearStateAsync();

    public Task<bool> IsKept() => Task.FromResult(kept.RecordExists);

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface IWatcher : IGrainObserver
{
    Task<string> Ask(string question);

    [OneWay]
    Task Tell(string fact);
}

public interface IWatched : IGrainWithStringKey
{
    Task Watch(IWatcher watcher);

    Task<string> AskWatcher(string question);

    Task TellWatcher(string fact);
}

public sealed class WatchedGrain : Grain, IWatched
{
    private IWatcher? _watcher;

    public Task Watch(IWatcher watcher)
    {
        _watcher = watcher;
        return Task.CompletedTask;
    }

    public Task<string> AskWatcher(string question) => _watcher!.Ask(question);

    public Task TellWatcher(string fact) => _watcher!.Tell(fact);
}
