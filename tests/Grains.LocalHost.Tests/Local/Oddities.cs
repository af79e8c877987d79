using Consult.Grains.LocalHost.Tests.Conformance;
using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost.Tests.Local;

public interface ISums : IGrainWithStringKey
{
    ValueTask<int> Sum(int a, long b, short c, byte d, int e, int f, int g);

    ValueTask Nothing();

    Task<int> ThreadId();

    Task<bool> HasScopedService(Scoped[] found);

    Task DeactivateSoon();

    Task<string> Context();
}

public sealed class SumsGrain(Scoped scoped, IGrainContext context) : Grain, ISums
{
    public ValueTask<int> Sum(int a, long b, short c, byte d, int e, int f, int g) =>
        ValueTask.FromResult((int)(a + b + c + d + e + f + g));

    public ValueTask Nothing() => ValueTask.CompletedTask;

    public async Task<int> ThreadId()
    {
        await Task.Yield();
        return Environment.CurrentManagedThreadId;
    }

    public Task<bool> HasScopedService(Scoped[] found)
    {
        found[0] = scoped;
        return Task.FromResult(!scoped.IsDisposed);
    }

    public Task DeactivateSoon()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> Context() => Task.FromResult(context.GrainId.ToString());
}

/// <summary>Two classes have it.</summary>
public interface IAmbiguous : IGrainWithStringKey;

public sealed class OneAmbiguousGrain : Grain, IAmbiguous;

public sealed class OtherAmbiguousGrain : Grain, IAmbiguous;

/// <summary>No class has it.</summary>
public interface IAbsent : IGrainWithStringKey;

public interface ITooWide : IGrainWithStringKey
{
    Task Many(int a, int b, int c, int d, int e, int f, int g, int h);
}

public sealed class TooWideGrain : Grain, ITooWide
{
    public Task Many(int a, int b, int c, int d, int e, int f, int g, int h) => Task.CompletedTask;
}

public interface ISlowStarter : IGrainWithStringKey
{
    Task Note(string note);
}

[GrainType("slow")]
public sealed class SlowStarterGrain : Grain, ISlowStarter
{
    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Stage.Note("activating");
        await Stage.Gate("start").PassAsync();
        if (Stage.FailsToActivate)
            throw new OddException("cannot");
    }

    public Task Note(string note)
    {
        Stage.Note(note);
        return Task.CompletedTask;
    }
}
