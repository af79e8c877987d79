using System.Buffers;
using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Consult.Api.Access;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;

namespace Consult.Api.Live;

/// <summary>History in pages: the same events as live, for whoever may read the feed.</summary>
internal static class FeedEndpoints
{
    private const int DefaultPage = 100;
    private const int MaxPage = 500;

    /// <summary>Maps <c>GET /feeds/{kind}/{key}/events</c>.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/feeds/{kind}/{key}/events", ReadAsync)
            .RequireAuthorization()
            .WithTags("Feeds")
            .WithSummary("A page of a feed's events, as far as you may see them.")
            .Produces<JsonElement>();

    private static async Task<IResult> ReadAsync(
        string kind, string key, string? after, int? limit, ClaimsPrincipal user, AccessGate gate, FeedReader reader,
        CancellationToken cancellationToken)
    {
        var position = Position.Start;
        var isNumber = long.TryParse(after, out var seq) && seq is >= 0 and < long.MaxValue;
        if (after is not null && !isNumber && !Position.TryParse(after, out position)) return Problem.Of(Codes.Invalid);
        var who = SignedIn.From(user);
        if (!FeedId.TryParse($"{kind}/{key}", out var feed) || await gate.FindAsync(feed, who, cancellationToken) is not { } access)
            return Problem.Of(Codes.Forbidden);
        if (!isNumber && !await reader.ContainsAsync(feed, position, cancellationToken)) return Problem.Of(Codes.Reload);

        // The head first: what is read afterwards can only be more.
        var head = await reader.HeadAsync(feed, cancellationToken);
        var from = (isNumber ? seq : position.Seq) + 1;
        var events = await reader.ReadAsync(feed, from - 1, Math.Clamp(limit ?? DefaultPage, 1, MaxPage), cancellationToken);
        return Results.Bytes(Encode(feed, from, head, events, who.Account, access.Role), "application/json");
    }

    private static ReadOnlyMemory<byte> Encode(
        FeedId feed, long from, Position head, ImmutableArray<EncodedEvent> events, AccountId account, Role role)
    {
        var to = events.IsEmpty ? head : events[^1].Position;
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, HubFrames.Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("feed"u8, feed.Value);
            json.WriteNumber("from"u8, from);
            json.WriteString("to"u8, to.ToString());
            json.WriteString("head"u8, (to.Seq > head.Seq ? to : head).ToString());
            json.WriteStartArray("events"u8);
            foreach (var e in events)
                if (e.Audience.Admits(account, role))
                    json.WriteRawValue(e.JsonFor(role).Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
