using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Directory;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Featured;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Featured answers (精选): the list and search for everybody, and the decision of the one who asked.</summary>
internal static class AnswersApi
{
    private const int MaxWords = 50;

    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapAnswers(this RouteGroupBuilder api)
    {
        var answers = api.MapGroup("/answers").WithTags("Featured answers");
        answers.MapGet("/", SearchAsync).WithSummary("Featured answers, newest first, or those that hold words");
        answers.MapGet("/{answer}", ShowAsync).WithSummary("A featured answer");
        answers.MapPost("/{answer}/consent", Consent).WithSummary("Consent to publishing these texts (who asked)");
        answers.MapPost("/{answer}/decline", Decline).WithSummary("Do not consent (who asked)");
        answers.MapPost("/{answer}/withdraw", Withdraw).WithSummary("Withdraw the consent (who asked)");
        answers.MapPost("/{answer}/retract", Retract).WithSummary("Take it back (the group's doctor, operator)");
        return api;
    }

    private static async Task<Results<Ok<AnswerPage>, ProblemHttpResult>> SearchAsync(
        string? q, string? department, DoctorId? doctor, GroupId? group, [AsParameters] Paging paging,
        IFeedStore store, CancellationToken cancellationToken)
    {
        var terms = ImmutableArray<string>.Empty;
        if (q is not null)
        {
            if (TextRules.Check(q, MaxWords) is { } bad) return Problem.Of(bad);
            terms = [.. Bigrams.Of(q)];
            if (terms.IsEmpty) return Problem.Of(Codes.Invalid);
        }
        if (paging.Query(FeedKinds.Answer, ("department", department), ("doctor", doctor?.Value), ("group", group?.Value)) is not { } query)
            return Problem.Of(Codes.Invalid);
        query = query with { Terms = query.Terms.AddRange(terms) };
        var page = EntryPage.Of(query, await store.SearchAsync(query, cancellationToken));
        var words = q is null ? [] : Bigrams.Folded(q).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return TypedResults.Ok(new AnswerPage([.. page.Entries.Where(entry => Holds(entry, words))], page.Next));
    }

    // Pairs of neighbours may all be there, and the words not: 感冒 and 冒烟 are no 感冒烟.
    private static bool Holds(JsonObject entry, string[] words)
    {
        var text = Bigrams.Folded($"{entry["question"]}\n{entry["text"]}");
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }

    // What is published anybody reads; the rest is between doctor and patient.
    private static async Task<Results<Ok<FeaturedView>, ProblemHttpResult>> ShowAsync(
        FeaturedId answer, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reading = await grains.GetGrain<IFeaturedGrain>(answer.Value).View(cancellationToken);
        if (reading.Value is { Status: FeaturedStatus.Published }) return Questions.Tell(reading);
        return await gate.FindAsync(answer.Feed, who, cancellationToken) is null ? Problem.Of(Codes.Forbidden) : Questions.Tell(reading);
    }

    private static Task<Outcome> Consent(FeaturedId answer, [AsParameters] Incoming incoming, ConsentToFeature body) =>
        incoming.SendAsync(answer.Feed, body);

    private static Task<Outcome> Decline(FeaturedId answer, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(answer.Feed, new DeclineFeature());

    private static Task<Outcome> Withdraw(FeaturedId answer, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(answer.Feed, new WithdrawFeature());

    private static Task<Outcome> Retract(FeaturedId answer, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(answer.Feed, new RetractFeature());

    /// <summary>A page of featured answers.</summary>
    /// <param name="Answers">Them, newest first; of a search perhaps fewer than asked for, also when more pages follow.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null on the last page.</param>
    internal sealed record AnswerPage(
        [property: EntriesOf(typeof(AnswerEntry))] ImmutableArray<JsonObject> Answers, string? Next);
}
