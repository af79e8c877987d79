namespace Consult.Consultations;

/// <summary>
/// What an operator can change about consultations. Running ones keep the numbers under which they were requested or
/// their windows opened, as these stand in their events.
/// </summary>
public sealed record ConsultationOptions
{
    /// <summary>How long a request waits to be accepted.</summary>
    public TimeSpan AcceptWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the doctor has for the first reply after accepting; then everything is refunded.</summary>
    public TimeSpan ReplyWithin { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long the window is that the doctor's first reply opens.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How many rounds the patient has.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>How many follow-up questions (追问) the patient has besides.</summary>
    public int FollowUps { get; init; } = 2;

    /// <summary>The most messages in one turn of the patient.</summary>
    public int MaxTurn { get; init; } = 50;

    /// <summary>The most rounds that a doctor grants at once.</summary>
    public int MaxGrant { get; init; } = 50;

    /// <summary>How many minutes of calls a video consultation has.</summary>
    public int VideoMinutes { get; init; } = 15;

    /// <summary>How long both sides of a video consultation have to come to a call.</summary>
    public TimeSpan NoShowAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an author may recall a message.</summary>
    public TimeSpan RecallWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most tags of a rating.</summary>
    public int MaxTags { get; init; } = 10;

    /// <summary>The longest tag, in UTF-16 code units.</summary>
    public int MaxTagLength { get; init; } = 20;
}
