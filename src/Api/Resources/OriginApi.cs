using System.Collections.Immutable;
using System.Text.Json;
using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Live;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Memberships;
using Consult.Threads;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// The question of a group from which a consultation goes on. The patient shared it with the doctor of that consultation
/// and with nobody else: other doctors who read the consultation do not read this.
/// </summary>
internal static class OriginApi
{
    private const int MaxEvents = 500;

    /// <summary>Adds the route.</summary>
    public static void MapOrigin(this RouteGroupBuilder consultations) =>
        consultations.MapGet("/{id}/origin", ShowAsync)
            .WithSummary("The question of a group from which it goes on; the doctor's look is recorded (doctor, patient's side)");

    private static async Task<Results<Ok<Origin>, ProblemHttpResult>> ShowAsync(
        ConsultationId id, SignedIn who, AccessGate gate, CommandSender sender, IGrainFactory grains, RecordReader records,
        FeedReader reader, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is null) return Problem.Of(Codes.Forbidden);
        var consultation = grains.GetGrain<IConsultationGrain>(id.Value);
        var view = (await consultation.View(cancellationToken)).Value;
        var parties = (await consultation.CallFacts(cancellationToken)).Value;
        if (view?.Origin is not { } thread || parties is null) return Problem.Of(Codes.Forbidden);
        if (who.Role is not Role.Patient && who.Account != parties.DoctorAccount)
        {
            gate.NoteDenial(thread.Feed, who);
            return Problem.Of(Codes.Forbidden);
        }
        if ((await grains.GetGrain<IThreadGrain>(thread.Value).View(cancellationToken)).Value is not { } asked) return Problem.Of(Codes.Forbidden);

        if (asked.Posts[0] is not { Post: { } post, Membership: { } membership }) return Problem.Of(Codes.Forbidden);
        if (who.Role is not Role.Patient && await NoteAsync(id, membership, post, who, sender, grains, cancellationToken) is { } code)
            return Problem.Of(code);
        var written = await records.OpenAsync(membership.Feed, post, cancellationToken);
        var question = written.Body.TryGetProperty("original", out var original) ? original.GetString() : null;
        var events = await reader.ReadAsync(thread.Feed, 0, MaxEvents, cancellationToken);
        return TypedResults.Ok(new Origin(
            thread, question, [.. events.Where(e => e.Audience.IsEveryone).Select(e => JsonElement.Parse(e.Json.Span))]));
    }

    // The consultation is the door here: its doctor need not be of the group. On disk before the text is read.
    private static async Task<string?> NoteAsync(
        ConsultationId id, MembershipId membership, long post, SignedIn who, CommandSender sender, IGrainFactory grains,
        CancellationToken cancellationToken) =>
        (await sender.SendThroughAsync(
            id.Feed, who, $"original-{Guid.NewGuid():N}", new NoteOriginalRead(post),
            grains.GetGrain<IMembershipGrain>(membership.Value).Execute, cancellationToken)).Code;

    /// <summary>Where a consultation comes from.</summary>
    /// <param name="Thread">The question in the group.</param>
    /// <param name="Question">As it was written; null once the patient's texts are erased.</param>
    /// <param name="Events">What the members see of it, at most the first 500 events.</param>
    internal sealed record Origin(ThreadId Thread, PrivateText Question, ImmutableArray<JsonElement> Events);
}
