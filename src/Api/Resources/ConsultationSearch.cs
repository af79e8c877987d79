using System.Collections.Immutable;
using System.Text.Json;
using Consult.Api.Access;
using Consult.Api.Directory;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>
/// Search in one's own consultations. Sealed text is never indexed, so the newest consultations are opened and read,
/// as many as the bounds allow; <c>next</c> goes on behind them.
/// </summary>
internal static class ConsultationSearch
{
    /// <summary>The most consultations that one request opens.</summary>
    public const int MaxConsultations = 20;

    /// <summary>The most events that one request reads of a consultation, the newest ones; older ones are not found.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>The most finds of one request; the rest are behind narrower words.</summary>
    public const int MaxHits = 50;

    private const int MaxText = 100;
    private const int Around = 40;

    /// <summary>Adds the route. The words are in the body, because they are private and URLs end up in logs.</summary>
    public static void MapConsultationSearch(this RouteGroupBuilder consultations) =>
        consultations.MapPost("/search", SearchAsync).WithSummary("Find words in one's own consultations");

    private static async Task<Results<Ok<SearchPage>, ProblemHttpResult>> SearchAsync(
        SearchRequest body, SignedIn who, AccessGate gate, IFeedStore store, IKeyRing keys, CancellationToken cancellationToken)
    {
        if (TextRules.Check(body.Text, MaxText) is { } bad) return Problem.Of(bad);
        FeedId? owner = body.Patient?.Feed ?? body.Doctor?.Feed;
        if (owner is not { } feed) return Problem.Of(Codes.Invalid);
        if (await gate.FindAsync(feed, who, cancellationToken) is not { } access) return Problem.Of(Codes.Forbidden);
        var query = new Paging(MaxConsultations, body.After).Query(FeedKinds.Consultation, (feed.Kind, feed.Key));
        if (query is null) return Problem.Of(Codes.Invalid);

        var entries = await store.SearchAsync(query, cancellationToken);
        var finder = new Finder(body.Text.Value!, who.Account, access.Role, store, keys);
        foreach (var entry in entries) await finder.ReadAsync(entry.Feed, cancellationToken);
        return TypedResults.Ok(new SearchPage(finder.Hits, EntryPage.Of(query, entries).Next));
    }

    private sealed class Finder(string words, AccountId account, Role role, IFeedStore store, IKeyRing keys)
    {
        private readonly ImmutableArray<SearchHit>.Builder _hits = ImmutableArray.CreateBuilder<SearchHit>();

        public ImmutableArray<SearchHit> Hits => _hits.ToImmutable();

        public async Task ReadAsync(FeedId feed, CancellationToken cancellationToken)
        {
            if (_hits.Count == MaxHits || await store.ReadHeadAsync(feed, cancellationToken) is not { } head) return;
            var events = await store.ReadAsync(feed, Math.Max(0, head.Position.Seq - MaxEvents), MaxEvents, cancellationToken);
            foreach (var stored in events)
            {
                if (_hits.Count == MaxHits) return;
                if (!stored.Envelope.Audience.Admits(account, role) || BodyCodec.PersonOf(stored.Body.AsSpan()) is not { } person) continue;
                if (await keys.GetAsync(person, cancellationToken) is not { } key) continue;
                if (Find(stored, key) is { } excerpt) _hits.Add(new(new(feed.Key), stored.Envelope.Seq, stored.Envelope.Type, stored.Envelope.At, excerpt));
            }
        }

        // A redacted text is opened as readers see it: not at all.
        private string? Find(FeedEvent stored, ReadOnlyMemory<byte> key)
        {
            var body = BodyCodec.Decode(stored, key);
            var texts = JsonSerializer.SerializeToElement(body, body.GetType(), FeedJson.Private);
            return Texts(texts).Select(Excerpt).FirstOrDefault(excerpt => excerpt is not null);
        }

        private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            _ => [],
        };

        private string? Excerpt(string text)
        {
            var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return null;
            var (from, to) = (Math.Max(0, at - Around), Math.Min(text.Length, at + words.Length + Around));
            // A cut through a surrogate pair would not be text any more.
            if (from > 0 && char.IsLowSurrogate(text[from])) from++;
            if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
            return text[from..to];
        }
    }

    /// <summary>What to find, and where: in the consultations of a patient or of a doctor.</summary>
    internal sealed record SearchRequest(
        PrivateText Text, PatientId? Patient = null, DoctorId? Doctor = null, string? After = null);

    /// <summary>What was found.</summary>
    /// <param name="Hits">Newest consultation first.</param>
    /// <param name="Next">Goes into <c>after</c> of the next request; null when every consultation was opened.</param>
    internal sealed record SearchPage(ImmutableArray<SearchHit> Hits, string? Next);

    /// <summary>A text that holds the words.</summary>
    /// <param name="Consultation">Where.</param>
    /// <param name="Seq">Number of the event.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="At">When it was written.</param>
    /// <param name="Excerpt">The words with what stands around them.</param>
    internal sealed record SearchHit(ConsultationId Consultation, long Seq, string Type, DateTimeOffset At, PrivateText Excerpt);
}
