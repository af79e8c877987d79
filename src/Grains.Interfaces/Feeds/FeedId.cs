using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Orleans;

namespace Consult.Feeds;

/// <summary>
/// The name of one actor's feed, written <c>kind/key</c>. The kind is also the grain type, so a feed's name is all
/// that is needed to reach its actor.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.FeedId")]
[JsonConverter(typeof(StringIdConverter<FeedId>))]
public readonly record struct FeedId([property: Id(0)] string Kind, [property: Id(1)] string Key) : IStringId<FeedId>
{
    /// <inheritdoc/>
    [JsonIgnore] public string Value => $"{Kind}/{Key}";

    /// <summary>
    /// The feed whose access rows say who may read and post here: for a thread its group, for all others themselves.
    /// </summary>
    [JsonIgnore] public FeedId Door => Kind == FeedKinds.Thread && Key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        ? new(FeedKinds.Group, Key[..dot])
        : this;

    /// <summary>Parses <c>kind/key</c>; the kind must be one of <see cref="FeedKinds.All"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeedId id)
    {
        id = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0) return false;
        var (kind, key) = (text![..slash], text[(slash + 1)..]);
        if (!FeedKinds.All.Contains(kind) || !KeyForm.IsKey(key)) return false;
        id = new(kind, key);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The kinds of feed there are: one per kind of actor.</summary>
public static class FeedKinds
{
    /// <summary>An account: who signs in.</summary>
    public const string Account = "account";

    /// <summary>A patient: profile, verification, consents, inbox.</summary>
    public const string Patient = "patient";

    /// <summary>A doctor: profile, licence, offerings, desk.</summary>
    public const string Doctor = "doctor";

    /// <summary>One consultation.</summary>
    public const string Consultation = "consultation";

    /// <summary>A department: its pool of quick consultations and the doctors on duty.</summary>
    public const string Department = "department";

    /// <summary>One prescription.</summary>
    public const string Prescription = "prescription";

    /// <summary>One payment.</summary>
    public const string Payment = "payment";

    /// <summary>One file that belongs to a consultation.</summary>
    public const string Attachment = "attachment";

    /// <summary>A call within a consultation.</summary>
    public const string Call = "call";

    /// <summary>A health group: its doctor, its door, its announcements.</summary>
    public const string Group = "group";

    /// <summary>One member of one group: what they wrote, and what they may.</summary>
    public const string Membership = "membership";

    /// <summary>One question in a group with all that was said to it; its key is <c>GROUP.KEY</c>.</summary>
    public const string Thread = "thread";

    /// <summary>A featured answer: proposed, consented to, public.</summary>
    public const string Answer = "answer";

    /// <summary>A livestream: a doctor before an audience, with what it writes and asks.</summary>
    public const string Livestream = "livestream";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Account,
        Patient,
        Doctor,
        Consultation,
        Department,
        Payment,
        Attachment,
        Prescription,
        Call,
        Group,
        Membership,
        Thread,
        Answer,
        Livestream,
    ];
}
