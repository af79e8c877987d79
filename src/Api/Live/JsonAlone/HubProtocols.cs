using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>Which protocols the hub speaks beside JSON: none in this build.</summary>
internal static class HubProtocols
{
    /// <summary>Adds nothing.</summary>
    public static void AddOthers(ISignalRServerBuilder _)
    {
    }
}
