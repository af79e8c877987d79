namespace Consult.Tools.Replay.Courses;

/// <summary>A kind of consultation that can be played.</summary>
/// <param name="Name">As the protocol calls it.</param>
/// <param name="IsOffered">Whether doctors offer it, at a price of their own.</param>
/// <param name="Play">How it is played.</param>
internal sealed record Kind(string Name, bool IsOffered, Func<Visit, Course> Play)
{
    /// <summary>Of whichever doctor on duty grabs it.</summary>
    public static readonly Kind Quick = new("quick", false, visit => new QuickCourse(visit));

    /// <summary>In writing, with a chosen doctor.</summary>
    public static readonly Kind Directed = new("directed", true, visit => new DirectedCourse(visit));

    /// <summary>With a call.</summary>
    public static readonly Kind Video = new("video", true, visit => new VideoCourse(visit));

    /// <summary>With a prescription.</summary>
    public static readonly Kind Revisit = new("revisit", true, visit => new RevisitCourse(visit));

    /// <summary>What a mixture holds, in turn.</summary>
    public static IReadOnlyList<Kind> Mixture { get; } = [Quick, Directed, Video, Revisit];
}
