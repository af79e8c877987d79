using System.Text.Encodings.Web;
using Consult.Api.Tickets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Consult.Api.Live;

/// <summary>Registers the hub, the relay and what they need.</summary>
internal static class LiveServices
{
    /// <summary>The largest message a client may send, in bytes.</summary>
    public const int MaxReceived = 64 * 1024;

    /// <summary>Adds the live side.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>().AddSingleton<LiveSignals>();
        services.AddSingleton<Relay>().AddHostedService(provider => provider.GetRequiredService<Relay>());
        services.AddHostedService<DutyPulse>();
        services.AddHostedService<AudiencePulse>();
        var signalR = services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = MaxReceived;
                options.KeepAliveInterval = TimeSpan.FromSeconds(15);
                options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                options.EnableDetailedErrors = false;
            })
            .AddJsonProtocol(options => options.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        HubProtocols.AddOthers(signalR);
        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveLifetime>();
        return services;
    }

    /// <summary>Maps the WebSocket. It is opened with a ticket and nothing else.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/hub", options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.ApplicationMaxBufferSize = options.TransportMaxBufferSize = MaxReceived;
            })
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(TicketHandler.Name).RequireAuthenticatedUser());
        routes.MapFeeds();
    }
}
