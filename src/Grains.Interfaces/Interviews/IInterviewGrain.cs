using Consult.Feeds;
using Orleans;

namespace Consult.Interviews;

/// <summary>The questions before a doctor joins a consultation. Key: the <see cref="ConsultationId"/>.</summary>
[Alias("consult.IInterviewGrain")]
public interface IInterviewGrain : IFeedGrain
{
    /// <summary>The interview; <see cref="Codes.Forbidden"/> when the consultation has none.</summary>
    [Alias("View")]
    Task<Reading<InterviewView>> View(CancellationToken cancellationToken = default);
}

/// <summary>How an interview is named.</summary>
public static class InterviewFeed
{
    /// <summary>The feed of a consultation's interview.</summary>
    public static FeedId Of(ConsultationId consultation) => new(FeedKinds.Interview, consultation.Value);
}
