using Orleans;

namespace Consult.Grains.LocalHost.Tests.Conformance;

/// <summary>A host of grains, as the conformance suite needs it. The grains run in the process of the test.</summary>
public interface IGrainHostFixture : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>Starts the host.</summary>
    Task StartAsync();

    /// <summary>How long a caller waits for an answer.</summary>
    TimeSpan CallTimeout { get; }

    /// <summary>How long a grain may be idle.</summary>
    TimeSpan IdleLimit { get; }

    /// <summary>How many calls a grain accepts at a time.</summary>
    int MailboxLimit { get; }

    /// <summary>Lets time pass for the host.</summary>
    Task PassAsync(TimeSpan time);

    /// <summary>Stops the host.</summary>
    Task StopAsync();
}
