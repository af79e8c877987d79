namespace Consult.Groups;

/// <summary>What an operator can change about health groups.</summary>
public sealed record GroupOptions
{
    /// <summary>The most members of a group.</summary>
    public int MaxMembers { get; init; } = 100_000;

    /// <summary>The most accounts that assist the doctor of a group.</summary>
    public int MaxAssistants { get; init; } = 20;

    /// <summary>How many questions a member may ask in <see cref="QuotaWindow"/>.</summary>
    public int FreeQuestions { get; init; } = 3;

    /// <summary>How long a question uses its place in the quota.</summary>
    public TimeSpan QuotaWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The most granted questions that a member has at once.</summary>
    public int MaxGranted { get; init; } = 50;

    /// <summary>How soon after each other posts of a member are read together, for a number that is split over them.</summary>
    public TimeSpan SplitWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most posts of a member that wait for the staff's decision.</summary>
    public int MaxHeld { get; init; } = 10;

    /// <summary>The most helpful marks of a member that are in force.</summary>
    public int MaxMarks { get; init; } = 1000;

    /// <summary>The most follow-ups in a thread.</summary>
    public int MaxFollowUps { get; init; } = 10;

    /// <summary>The most replies of peer mentors in a thread.</summary>
    public int MaxReplies { get; init; } = 50;

    /// <summary>The most answers in a thread.</summary>
    public int MaxAnswers { get; init; } = 50;

    /// <summary>When nothing has happened in a thread for so long, it is closed.</summary>
    public TimeSpan ThreadIdle { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many answered questions earn a badge; left out: 1, 5 and 20.</summary>
    public int[]? AnsweredBadges { get; init; }

    /// <summary>How many consecutive weeks earn a badge; left out: 2, 4 and 12.</summary>
    public int[]? StreakBadges { get; init; }

    /// <summary>How many helpful marks earn a badge; left out: 5, 20 and 100.</summary>
    public int[]? HelpfulBadges { get; init; }
}
