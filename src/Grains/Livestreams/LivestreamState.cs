using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>
/// What a livestream has become. It grows with its questions, votes and names, each of them bounded, and never with the
/// chat: of that it keeps what the rules about the last two minutes need.
/// </summary>
internal sealed record LivestreamState
{
    /// <summary>The most marks that are kept; later ones are in the feed alone. Part of the fold, so it is no option.</summary>
    public const int MaxMarks = 1_000;

    /// <summary>The most hidden lines that can be shown again; of older ones that is forgotten.</summary>
    public const int MaxHidden = 10_000;

    public bool Exists { get; init; }

    public LivestreamId Livestream { get; init; }

    public LivestreamStatus Status { get; init; }

    public DoctorId Doctor { get; init; }

    /// <summary>The host's account.</summary>
    public AccountId Host { get; init; }

    public string Name { get; init; } = "";

    public string Department { get; init; } = "";

    public string Title { get; init; } = "";

    public string Introduction { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends by itself: never begun, or for too long live.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public LivestreamEnd? Cause { get; init; }

    public ImmutableArray<CoHost> CoHosts { get; init; } = [];

    public ImmutableArray<AccountId> Moderators { get; init; } = [];

    public Nicknames Nicknames { get; init; } = Nicknames.Empty;

    public ImmutableHashSet<AccountId> Muted { get; init; } = [];

    public ImmutableHashSet<AccountId> Banned { get; init; } = [];

    public int SlowSeconds { get; init; }

    /// <summary>The announcement; gone when there is none.</summary>
    public PrivateText Pinned { get; init; }

    public QuestionBook Questions { get; init; } = QuestionBook.Empty;

    /// <summary>The one question that is being answered.</summary>
    public long? Answering { get; init; }

    public ImmutableSortedDictionary<long, HeldLine> Held { get; init; } = ImmutableSortedDictionary<long, HeldLine>.Empty;

    /// <summary>Events whose text a moderator hid.</summary>
    public ImmutableSortedSet<long> Hidden { get; init; } = [];

    public RecentLines Recent { get; init; } = RecentLines.Empty;

    /// <summary>Who asks for the microphone, longest first, with who is on it or was accepted.</summary>
    public ImmutableArray<MicRequest> Mic { get; init; } = [];

    public LivestreamFigures Figures { get; init; } = new(0, 0, 0);

    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>Who was accepted to the microphone, or is on it; one at a time.</summary>
    [JsonIgnore] public MicRequest? OnMic => Mic.FirstOrDefault(request => request.Until is not null);

    public CoHost? CoHostOf(DoctorId doctor) => CoHosts.FirstOrDefault(host => host.Doctor == doctor);
}

/// <summary>A doctor who hosts with the host, or was invited to.</summary>
internal sealed record CoHost(DoctorId Doctor, AccountId Account, string Name, bool HasJoined);

/// <summary>A line that waits for a moderator.</summary>
internal sealed record HeldLine
{
    public required LineKind Kind { get; init; }

    public required LineHold Reason { get; init; }

    public required AccountId Author { get; init; }

    public required PrivateText Nickname { get; init; }

    public required PrivateText Text { get; init; }

    public required bool IsMasked { get; init; }

    public required bool IsAnonymous { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody who asks for the microphone.</summary>
internal sealed record MicRequest(long Seq, AccountId Account)
{
    /// <summary>By when to consent, or until when the microphone is open; null while only asked for.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Since when the microphone is open.</summary>
    public DateTimeOffset? OpenSince { get; init; }
}

/// <summary>A moment for the replay.</summary>
internal sealed record Mark(long Seq, DateTimeOffset At, long? Question, PrivateText Label);
