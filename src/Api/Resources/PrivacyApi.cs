using System.Collections.Immutable;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Feeds;
using Consult.Privacy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Consult.Api.Resources;

/// <summary>What others would see of a text, before it is sent to them.</summary>
internal static class PrivacyApi
{
    /// <summary>Adds the route. The text is in the body, and nothing of it is kept or logged.</summary>
    public static RouteGroupBuilder MapPrivacy(this RouteGroupBuilder api)
    {
        api.MapPost("/privacy/preview", Preview).WithTags("Privacy").WithSummary("What others would see of a text, and why it would be held");
        return api;
    }

    // Counts as a command, as everything does that costs work and leaves no trace.
    private static Results<Ok<PreviewAnswer>, ProblemHttpResult> Preview(PreviewRequest body, SignedIn who, CommandRate rate)
    {
        if (!rate.TryTake(who.Account)) return Problem.Of(Codes.RateLimited);
        if (TextRules.Check(body.Text) is { } bad) return Problem.Of(bad);
        var masked = PrivacyMask.Mask(body.Text.Value!, body.Level, byStaff: who.Role is Role.Doctor or Role.Assistant);
        return TypedResults.Ok(new PreviewAnswer(masked.Text, masked.Spans, masked.Commercial));
    }

    /// <summary>A text to look at.</summary>
    /// <param name="Text">The text, 1–4,000 UTF-16 code units.</param>
    /// <param name="Level">For whom; a group unless said otherwise.</param>
    internal sealed record PreviewRequest(PrivateText Text, MaskLevel Level = MaskLevel.Group);

    /// <summary>What others would see.</summary>
    /// <param name="Text">The masked text.</param>
    /// <param name="Spans">What was masked, in UTF-16 code units of the text that was sent.</param>
    /// <param name="Commercial">Why it would be held; empty when it would not.</param>
    internal sealed record PreviewAnswer(PrivateText Text, ImmutableArray<PrivateSpan> Spans, ImmutableArray<CommercialReason> Commercial);
}
