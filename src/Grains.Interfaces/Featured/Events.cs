using Consult.Feeds;
using Consult.Groups;
using Consult.Threads;

namespace Consult.Featured;

/// <summary>The doctor proposed to publish an answer. These are exactly the texts that would be public.</summary>
[EventType("answer.proposed")]
public sealed record AnswerProposed : EventBody
{
    /// <summary>The group.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The thread.</summary>
    public required ThreadId Thread { get; init; }

    /// <summary>Number of the answer's first event there.</summary>
    public required long Post { get; init; }

    /// <summary>Who asked, and decides.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>Who leads the group.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>The account that acts as the doctor.</summary>
    public required AccountId DoctorAccount { get; init; }

    /// <summary>The group's department.</summary>
    public required string Department { get; init; }

    /// <summary>The question, masked for everybody.</summary>
    public PrivateText Question { get; init; }

    /// <summary>The answer, masked for everybody.</summary>
    public PrivateText Answer { get; init; }
}

/// <summary>Who asked does not want it published; the texts are gone.</summary>
/// <param name="Text">Number of the event that held them.</param>
[EventType("answer.declined")]
public sealed record AnswerDeclined(long Text) : EventBody;

/// <summary>Who asked consented; who and when stands in the envelope. Everybody may read it from now on.</summary>
/// <param name="TextVersion">Version of the consent's text.</param>
/// <param name="Channel">Where it was given.</param>
[EventType("answer.published")]
public sealed record AnswerPublished(string TextVersion, string Channel) : EventBody;

/// <summary>Who asked withdrew the consent; the texts are gone.</summary>
/// <param name="Text">Number of the event that held them.</param>
[EventType("answer.withdrawn")]
public sealed record AnswerWithdrawn(long Text) : EventBody;

/// <summary>The doctor or an operator took it back; the texts are gone.</summary>
/// <param name="Text">Number of the event that held them.</param>
[EventType("answer.retracted")]
public sealed record AnswerRetracted(long Text) : EventBody;
