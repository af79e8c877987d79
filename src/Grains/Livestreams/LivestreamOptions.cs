namespace Consult.Livestreams;

/// <summary>What an operator can change about livestreams.</summary>
public sealed record LivestreamOptions
{
    /// <summary>How far ahead a livestream is scheduled at most.</summary>
    public TimeSpan ScheduleAhead { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long after its announced beginning a livestream may begin; then it is over.</summary>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The longest that a livestream may last; then it ends by itself.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The most co-hosts, invited ones included.</summary>
    public int MaxCoHosts { get; init; } = 10;

    /// <summary>The most moderators.</summary>
    public int MaxModerators { get; init; } = 20;

    /// <summary>The most accounts that take a nickname.</summary>
    public int MaxNicknames { get; init; } = 20_000;

    /// <summary>The longest line of the chat, in UTF-16 code units.</summary>
    public int MaxChat { get; init; } = 200;

    /// <summary>The longest question, in UTF-16 code units.</summary>
    public int MaxQuestion { get; init; } = 300;

    /// <summary>The most questions that are held, open, picked or being answered.</summary>
    public int MaxOpenQuestions { get; init; } = 2_000;

    /// <summary>The most questions of one livestream in all.</summary>
    public int MaxQuestions { get; init; } = 5_000;

    /// <summary>The most questions of one account that are held, open or picked.</summary>
    public int MaxOwnQuestions { get; init; } = 3;

    /// <summary>The most votes of one livestream in all.</summary>
    public int MaxVotes { get; init; } = 100_000;

    /// <summary>The most lines that wait for a moderator.</summary>
    public int MaxHeld { get; init; } = 500;

    /// <summary>The most lines and questions that one viewer writes in a minute.</summary>
    public int LinesPerMinute { get; init; } = 20;

    /// <summary>How long a viewer may not write the same again; two minutes at most.</summary>
    public TimeSpan NoRepeatFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most accounts that are muted, and the most that are banned.</summary>
    public int MaxBarred { get; init; } = 10_000;

    /// <summary>The most who ask for the microphone at a time.</summary>
    public int MaxMicRequests { get; init; } = 100;

    /// <summary>How long who was accepted to the microphone has to consent.</summary>
    public TimeSpan MicConsentWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one viewer is on the microphone at most.</summary>
    public TimeSpan MicFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long who is on the microphone may be silent before they count as gone; clients speak up every ten seconds.</summary>
    public TimeSpan MicSilentFor { get; init; } = TimeSpan.FromSeconds(30);
}
