using Consult.Api.Problems;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>What an orchestrator or a load balancer asks.</summary>
internal static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly FeedId Probe = new(FeedKinds.Account, AccountId.System.Value);

    /// <summary>Adds the routes; they need no sign-in.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Server");
        health.MapGet("/live", () => TypedResults.Ok(new Health("live"))).WithSummary("The process runs");
        health.MapGet("/ready", ReadyAsync).WithSummary("The server takes commands");
    }

    private static async Task<Results<Ok<Health>, ProblemHttpResult>> ReadyAsync(
        IFeedStore store, IHostApplicationLifetime lifetime, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || !store.HasRoom(Probe)) return Problem.Of(Codes.Busy);
        try
        {
            await store.ReadHeadAsync(Probe, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return TypedResults.Ok(new Health("ready"));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            loggers.CreateLogger(typeof(HealthApi)).NotReady(e.GetType());
            return Problem.Of(Codes.Busy);
        }
    }

    /// <summary>How the server is.</summary>
    internal sealed record Health(string Status);
}
