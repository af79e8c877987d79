using System.Collections.Immutable;
using Consult.Consultations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Consult.Api.Resources;

/// <summary>What each kind of consultation gives: the operator's numbers, so that a patient reads them before paying.</summary>
internal static class TermsApi
{
    /// <summary>Adds the route.</summary>
    public static RouteGroupBuilder MapTerms(this RouteGroupBuilder api)
    {
        api.MapGet("/terms", Show).WithTags("Consultations").WithSummary("What each kind of consultation gives");
        return api;
    }

    private static Ok<Terms> Show(IOptions<ConsultationOptions> options) => TypedResults.Ok(Of(options.Value));

    private static Terms Of(ConsultationOptions options) => new(
        [.. Enum.GetValues<ConsultationKind>().Select(kind => Of(kind, options))],
        new(options.PackRounds, options.PackPriceFen, options.MaxPacks),
        options.PaymentMethod);

    private static KindTerms Of(ConsultationKind kind, ConsultationOptions options)
    {
        var terms = options.Of(kind);
        return new(kind, Seconds(terms.AcceptWithin), Seconds(terms.Window), terms.FollowUps)
        {
            Rounds = terms.Rounds,
            Minutes = kind is ConsultationKind.Video ? options.VideoMinutes : null,
            PriceFen = kind is ConsultationKind.Quick ? options.QuickPriceFen : null,
        };
    }

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;

    /// <summary>The terms under which a consultation is requested now.</summary>
    /// <param name="Kinds">Of every kind.</param>
    /// <param name="Pack">Of a pack of rounds.</param>
    /// <param name="PaymentMethod">How it is paid when a request does not say.</param>
    internal sealed record Terms(ImmutableArray<KindTerms> Kinds, PackTerms Pack, string PaymentMethod);

    /// <summary>What one kind gives.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="AcceptSeconds">How long a paid request waits to be accepted at most; then everything is refunded.</param>
    /// <param name="WindowSeconds">How long the consultation then lasts.</param>
    /// <param name="FollowUps">Follow-up questions besides the rounds.</param>
    internal sealed record KindTerms(ConsultationKind Kind, long AcceptSeconds, long WindowSeconds, int FollowUps)
    {
        /// <summary>How many rounds the patient has; absent when they are not counted.</summary>
        public int? Rounds { get; init; }

        /// <summary>Minutes of calls in a video consultation.</summary>
        public int? Minutes { get; init; }

        /// <summary>The price of a quick consultation; of the other kinds the doctor sets it.</summary>
        public long? PriceFen { get; init; }
    }

    /// <summary>A pack of rounds.</summary>
    /// <param name="Rounds">How many.</param>
    /// <param name="PriceFen">For how much.</param>
    /// <param name="MaxPacks">The most in one consultation.</param>
    internal sealed record PackTerms(int Rounds, long PriceFen, int MaxPacks);
}
