namespace Consult.Tools.Replay.Courses;

/// <summary>A kind of consultation that can be played.</summary>
/// <param name="Name">As the protocol calls it.</param>
/// <param name="PriceFen">At which price doctors offer it; null when it is not theirs to offer.</param>
/// <param name="Play">How it is played.</param>
internal sealed record Kind(string Name, long? PriceFen, Func<Visit, Course> Play)
{
    /// <summary>Of whichever doctor on duty grabs it.</summary>
    public static readonly Kind Quick = new("quick", null, visit => new QuickCourse(visit));

    /// <summary>In writing, with a chosen doctor.</summary>
    public static readonly Kind Directed = new("directed", 1900, visit => new DirectedCourse(visit));

    /// <summary>With a call.</summary>
    public static readonly Kind Video = new("video", 1900, visit => new VideoCourse(visit));

    /// <summary>With a prescription.</summary>
    public static readonly Kind Revisit = new("revisit", 1900, visit => new RevisitCourse(visit));

    /// <summary>With a place in a free clinic.</summary>
    public static readonly Kind FreeClinic = new("freeClinic", 0, visit => new FreeClinicCourse(visit));

    /// <summary>What a mixture holds, in turn.</summary>
    public static IReadOnlyList<Kind> Mixture { get; } = [Quick, Directed, Video, Revisit, FreeClinic];
}
