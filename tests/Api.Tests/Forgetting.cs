using Consult.Api.Access;
using Consult.Feeds;
using Consult.Testing.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Api.Tests;

/// <summary>Does to a server's access gate what the relay does when an event changes access.</summary>
internal static class Forgetting
{
    public static void Forget(this TestServer server, string feed)
    {
        FeedId.TryParse(feed, out var id).ShouldBeTrue();
        server.Services.GetRequiredService<AccessGate>().Drop(id);
    }
}
