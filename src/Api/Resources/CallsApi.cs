using Consult.Api.Access;
using Consult.Api.Calls;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Calls;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Calls within a consultation. Offers, answers and candidates go over the hub.</summary>
internal static class CallsApi
{
    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapCalls(this RouteGroupBuilder api)
    {
        api.MapPost("/consultations/{id}/calls", StartAsync).WithTags("Calls").WithSummary("Call the other side (party)");
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapGet("/{id}", ShowAsync).WithSummary("A call as it stands");
        calls.MapGet("/{id}/ice", IceAsync).WithSummary("The servers over which the two browsers find each other");
        calls.MapPost("/{id}/answer", Answer).WithSummary("Answer a ringing call (the side that is called)");
        calls.MapPost("/{id}/decline", Decline).WithSummary("Decline a ringing call (the side that is called)");
        calls.MapPost("/{id}/hangup", HangUp).WithSummary("End a call, or take it back while it rings (its parties)");
        calls.MapPost("/{id}/extension", Extend).WithSummary("Add minutes (doctor)");
        return api;
    }

    // The call does not exist yet, so the consultation's access rows say in which capacity the sender calls.
    private static async Task<Beginning> StartAsync(ConsultationId id, [AsParameters] Incoming incoming, IGrainFactory grains)
    {
        var feed = incoming.NewFeed(FeedKinds.Call);
        var call = grains.GetGrain<ICallGrain>(feed.Key);
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            id.Feed, incoming.Who, incoming.Key, new StartCall(id), call.Execute, incoming.Cancelled));
    }

    private static async Task<Results<Ok<CallView>, ProblemHttpResult>> ShowAsync(
        CallId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await FindAsync(id, who, gate, grains, cancellationToken));

    private static async Task<Results<Ok<IceView>, ProblemHttpResult>> IceAsync(
        CallId id, SignedIn who, AccessGate gate, IGrainFactory grains, IceServers ice, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, who, gate, grains, cancellationToken);
        if (found.Value is not { } call) return Problem.Of(found.Code ?? Codes.Forbidden);
        return call.Status is CallStatus.Ended ? Problem.Of(Codes.CallOver) : TypedResults.Ok(ice.For(who.Account));
    }

    private static async Task<Reading<CallView>> FindAsync(
        CallId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? new() { Code = Codes.Forbidden }
            : await grains.GetGrain<ICallGrain>(id.Value).View(cancellationToken);

    private static Task<Outcome> Answer(CallId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new AnswerCall());

    private static Task<Outcome> Decline(CallId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new DeclineCall());

    private static Task<Outcome> HangUp(CallId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new HangUpCall());

    private static Task<Outcome> Extend(CallId id, [AsParameters] Incoming incoming, ExtendCall body) =>
        incoming.SendAsync(id.Feed, body);
}
