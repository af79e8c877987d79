using Consult.Testing.Server;

namespace Consult.Api.Tests;

/// <summary>One server with one practice for all tests of a class; tests begin consultations of their own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    /// <summary>The server. Tests send more commands than people do.</summary>
    public TestServer Server { get; private set; } = null!;

    /// <summary>Its people.</summary>
    public Practice Practice { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(settings: ["--CommandRate:PerSecond", "10000", "--CommandRate:Burst", "10000", "--Doctors:ConcurrentCap", "100", "--Doctors:DailyCaps:Directed", "10000"]);
        Practice = await Practice.OpenAsync(Server);
    }

    public async Task DisposeAsync()
    {
        Practice.Dispose();
        await Server.DisposeAsync();
    }
}
