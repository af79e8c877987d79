using Consult.Api.SignIn;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>Brings each connection's socket together with its own queue, which a hub alone cannot reach.</summary>
internal sealed class LiveLifetime(Relay relay, TimeProvider clock, ILogger<DefaultHubLifetimeManager<LiveHub>> log)
    : DefaultHubLifetimeManager<LiveHub>(log)
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        relay.Add(new(connection, SignedIn.From(connection.User), clock));
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        await relay.RemoveAsync(connection.ConnectionId);
        await base.OnDisconnectedAsync(connection);
    }
}
