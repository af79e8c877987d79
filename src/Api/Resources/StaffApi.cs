using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Accounts;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Pharmacists, assistants and operators by their names.</summary>
internal static class StaffApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapStaff(this RouteGroupBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags("Accounts");
        staff.MapGet("/", ListAsync).WithSummary("The staff by name (not for patients)");
        staff.MapGet("/{account}", ShowAsync).WithSummary("A member of the staff, as who reviewed a prescription");
        staff.MapPut("/{account}", Name).WithSummary("Record the name of a member of the staff (operator)");
        return api;
    }

    private static async Task<Results<Ok<StaffPage>, ProblemHttpResult>> ListAsync(
        SignedIn who, [AsParameters] Paging paging, IFeedStore store, CancellationToken cancellationToken)
    {
        if (who.Role is Role.Patient) return Problem.Of(Codes.Forbidden);
        if (paging.Query(FeedKinds.Account) is not { } query) return Problem.Of(Codes.Invalid);
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        return TypedResults.Ok(new StaffPage(page.Entries, page.Next));
    }

    private static async Task<Results<Ok<StaffView>, ProblemHttpResult>> ShowAsync(
        AccountId account, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await grains.GetGrain<IAccountGrain>(account.Value).Staff(cancellationToken));

    private static Task<Outcome> Name(AccountId account, [AsParameters] Incoming incoming, NameStaff body) =>
        incoming.SendAsAsync(Role.Operator, account.Feed, body);

    /// <summary>A page of the staff.</summary>
    /// <param name="Staff">Who.</param>
    /// <param name="Next">Where the next page begins; null on the last one.</param>
    internal sealed record StaffPage([property: EntriesOf(typeof(StaffEntry))] ImmutableArray<JsonObject> Staff, string? Next);
}
