using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Departments;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>What the operator keeps an eye on, at one glance.</summary>
internal static class BoardApi
{
    /// <summary>How many departments and how many refunds it shows.</summary>
    private const int MaxShown = 100;

    /// <summary>Adds the route.</summary>
    public static RouteGroupBuilder MapBoard(this RouteGroupBuilder api)
    {
        api.MapGet("/board", ShowAsync).WithTags("Server").WithSummary("Who waits where, and which refunds to decide (operator)");
        return api;
    }

    // The departments count for themselves, so the numbers are those of this moment.
    private static async Task<Results<Ok<Board>, ProblemHttpResult>> ShowAsync(
        SignedIn who, IFeedStore store, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (who.Role is not Role.Operator) return Problem.Of(Codes.Forbidden);
        var departments = await store.SearchAsync(new(FeedKinds.Department, [], MaxShown), cancellationToken);
        var refunds = new EntryQuery(FeedKinds.Consultation, ["refund:requested"], MaxShown);
        var views = await Task.WhenAll(departments.Select(entry =>
            grains.GetGrain<IDepartmentGrain>(entry.Feed.Key).View(cancellationToken)));
        return TypedResults.Ok(new Board(
            [.. views.Select(view => view.Value).OfType<DepartmentView>().OrderBy(view => view.OldestSince ?? DateTimeOffset.MaxValue)],
            EntryPage.Of(refunds, await store.SearchAsync(refunds, cancellationToken)).Entries));
    }

    /// <summary>The operator's board.</summary>
    /// <param name="Departments">The first 100, where somebody waits longest before the others.</param>
    /// <param name="Refunds">The first 100 consultations whose refund is to be decided.</param>
    internal sealed record Board(
        ImmutableArray<DepartmentView> Departments,
        [property: EntriesOf(typeof(ConsultationEntry))] ImmutableArray<JsonObject> Refunds);
}
