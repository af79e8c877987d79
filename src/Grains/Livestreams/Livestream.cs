using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Livestreams;

/// <summary>
/// One livestream: who decides what and what follows. <c>Scheduled → Live → Ended</c>. Nothing that a person wrote is
/// seen by others before it was masked.
/// </summary>
internal sealed partial class Livestream(LivestreamOptions options, Masking? masking = null) : FeedModel<LivestreamState>
{
    private readonly LineFilter _filter = new(masking ?? Masking.Default);

    public override int FoldVersion => 1;

    public override LivestreamState Empty { get; } = new();

    // A key of its own: it holds lines of thousands, masked, and a key for each writer would have to be had for each line.
    // What one person wrote is erased line by line.
    public override string? SubjectOf(LivestreamState state) => state.Exists ? state.Livestream.Feed.Value : null;

    public override Decision Decide(LivestreamState state, Command command, Context context)
    {
        if (command is OpenLivestream open) return Open(state, open, context);
        if (!state.Exists || state.Banned.Contains(context.By.Account)) return Decision.Refuse(Codes.Forbidden);
        if (!WhoMay(command).HasFlag(PartOf(state, context.By))) return Decision.Refuse(Codes.Forbidden);
        return DecideLife(state, command, context)
            ?? DecideTalk(state, command, context)
            ?? DecideQuestion(state, command, context)
            ?? DecideMic(state, command, context)
            ?? DecideModeration(state, command, context)
            ?? Decision.Refuse(Codes.Invalid);
    }

    public override DateTimeOffset? DeadlineOf(LivestreamState state) => state switch
    {
        { Exists: false } or { Status: LivestreamStatus.Ended } => null,
        { OnMic.Until: { } until } when until < state.EndsAt => until,
        _ => state.EndsAt,
    };

    public override ImmutableArray<Draft> PassDeadline(LivestreamState state)
    {
        if (state.OnMic is { Until: { } until } turn && until < state.EndsAt)
            return [Ended(turn, turn.OpenSince is null ? MicEnd.NoConsent : MicEnd.TimeUp, until)];
        return Close(state, state.Status is LivestreamStatus.Live ? LivestreamEnd.TimeUp : LivestreamEnd.NotStarted, state.EndsAt);
    }

    // Viewers have no rows of their own, however many they are. A ban is the one row that takes away what these give.
    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body switch
    {
        LivestreamScheduled e =>
        [
            new(e.Account.Feed.Value, Role.Doctor),
            new(RoleGrant.Of(Role.Operator), Role.Operator),
            .. Public.Select(role => new AccessChange(RoleGrant.Of(role), Role.Viewer)),
        ],
        CoHostJoined e => [new(e.Account.Feed.Value, Role.Doctor)],
        CoHostRemoved e => [new(e.Account.Feed.Value, null)],
        ModeratorAdded e => [new(e.Account.Feed.Value, Role.Assistant)],
        ModeratorRemoved e => [new(e.Account.Feed.Value, null)],
        ViewerBanned e => [new(e.Account.Feed.Value, Role.Barred)],
        ViewerUnbanned e => [new(e.Account.Feed.Value, null)],
        _ => [],
    };

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) => body switch
    {
        LineReleased { Before: > 0 } e => [new(e.Before, Redaction.Hidden)],
        LineDeclined e => [new(e.Line, Redaction.Hidden)],
        LineRemasked { Shown: > 0 } e => [new(e.Shown, Redaction.Hidden)],
        LineHidden e => [new(e.Shown, Redaction.Hidden)],
        QuestionWithdrawn e => [new(e.Shown, Redaction.Recalled)],
        LinesErased e => [.. e.Events.Select(seq => new RedactionRow(seq, Redaction.Erased))],
        _ => [],
    };

    // Lists of those to come show the next one first, all others the latest.
    public override Entry? EntryOf(FeedId feed, LivestreamState state)
    {
        if (!state.Exists) return null;
        var at = state.EndedAt ?? state.StartedAt ?? state.StartsAt;
        var rank = at.ToUnixTimeMilliseconds() * (state.Status is LivestreamStatus.Scheduled ? -1 : 1);
        var data = new LivestreamEntry(
            state.Title, state.Doctor, state.Name, state.Department, state.Status, state.StartsAt, state.StartedAt, state.EndedAt);
        ImmutableArray<string> terms =
            [$"doctor:{state.Doctor}", $"department:{state.Department}", $"status:{state.Status}"];
        return new(feed, rank, terms, JsonSerializer.Serialize(data, FeedJson.Options));
    }
}
