using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Livestreams;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>What is said in a livestream: the chat, the questions, the microphone.</summary>
internal static class LivestreamTalkApi
{
    private const int DefaultPage = 20;

    /// <summary>Adds the routes.</summary>
    public static void MapLivestreamTalk(this RouteGroupBuilder streams)
    {
        streams.MapPut("/{id}/nickname", LivestreamRoutes.SendBody<TakeNickname>())
            .WithSummary("Take the nickname under which I write here (viewer)");
        streams.MapGet("/{id}/me", PresenceAsync).WithSummary("My nickname here, and where I stand with the microphone (anybody in it)");
        streams.MapPost("/{id}/chat", SayAsync<PostChat>).WithSummary("Write a line (anybody in it)");
        streams.MapPost("/{id}/questions", SayAsync<AskQuestion>).WithSummary("Ask a question (viewer)");
        streams.MapGet("/{id}/questions", QuestionsAsync).WithSummary("Questions: the open ones in the order of the queue");
        streams.MapPut("/{id}/questions/{seq}/vote", LivestreamRoutes.SendAbout(question => new UpvoteQuestion(question)))
            .WithSummary("Vote for a question (viewer)");
        streams.MapDelete("/{id}/questions/{seq}/vote", LivestreamRoutes.SendAbout(question => new RevokeUpvote(question)))
            .WithSummary("Take my vote back (viewer)");
        streams.MapPost("/{id}/questions/{seq}/withdraw", LivestreamRoutes.SendAbout(question => new WithdrawQuestion(question)))
            .WithSummary("Take my question back (its asker)");
        streams.MapPost("/{id}/questions/{seq}/pick", LivestreamRoutes.SendAbout(question => new PickQuestion(question)))
            .WithSummary("Pick a question (staff)");
        streams.MapPost("/{id}/questions/{seq}/begin", LivestreamRoutes.SendAbout(question => new BeginAnswer(question)))
            .WithSummary("Begin to answer it (host, co-host)");
        streams.MapPost("/{id}/questions/{seq}/finish", LivestreamRoutes.SendAbout(question => new FinishAnswer(question)))
            .WithSummary("It is answered (host, co-host)");
        streams.MapPost("/{id}/questions/{seq}/dismiss", LivestreamRoutes.SendAbout(question => new DismissQuestion(question)))
            .WithSummary("It will not be answered (staff)");
        streams.MapPost("/{id}/questions/{seq}/reopen", LivestreamRoutes.SendAbout(question => new ReopenQuestion(question)))
            .WithSummary("Put it back among the open ones (staff)");
        streams.MapPost("/{id}/questions/{seq}/consult", ConsultAsync)
            .WithSummary("Ask the host for a consultation about my question (its asker)");
        streams.MapPost("/{id}/mic", LivestreamRoutes.Send(new RequestMic())).WithSummary("Ask for the microphone (viewer)");
        streams.MapPost("/{id}/mic/{seq}/accept", LivestreamRoutes.SendAbout(request => new AcceptMic(request)))
            .WithSummary("Accept a request for it (host, co-host)");
        streams.MapPost("/{id}/mic/consent", LivestreamRoutes.SendBody<ConsentMic>())
            .WithSummary("Consent to being broadcast and recorded, and speak (who was accepted)");
        streams.MapDelete("/{id}/mic/{seq}", LivestreamRoutes.SendAbout(request => new EndMic(request)))
            .WithSummary("Leave it, or take the request back (the viewer; of any: staff)");
        streams.MapPost("/{id}/marks", LivestreamRoutes.SendBody<MarkMoment>()).WithSummary("Mark the moment for the replay (staff)");
    }

    // What is said is the last event of its command, so the position says its number.
    private static async Task<Results<Ok<Said>, ProblemHttpResult>> SayAsync<TCommand>(
        LivestreamId id, [AsParameters] Incoming incoming, TCommand body) where TCommand : Command
    {
        if (body is null) return Problem.Of(Codes.Invalid);
        var answer = await incoming.Sender.SendAsync(incoming.Who, incoming.Key, id.Feed, body, incoming.Cancelled);
        return answer.IsAccepted
            ? TypedResults.Ok(new Said(answer.Position.Seq, answer.Value == Lines.Held, answer.Position))
            : Problem.Of(answer.Code!);
    }

    private static async Task<Results<Ok<ViewerPresence>, ProblemHttpResult>> PresenceAsync(
        LivestreamId id, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(id.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).Presence(who.Account, cancellationToken));

    private static async Task<Results<Ok<QuestionPage>, ProblemHttpResult>> QuestionsAsync(
        LivestreamId id, Name<QuestionStatus>? status, bool? mine, int? skip, int? limit,
        SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is not { } access) return Problem.Of(Codes.Forbidden);
        var query = new QuestionQuery(
            who.Account, access.Role is not Role.Viewer, mine is true, status?.Value ?? QuestionStatus.Open, skip ?? 0, limit ?? DefaultPage);
        return Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).Questions(query, cancellationToken));
    }

    // An individual case is no matter for an audience: it goes on between the two, as any consultation that is asked for.
    // Who asks acts for a patient there, whom the livestream does not know.
    private static async Task<Beginning> ConsultAsync(
        LivestreamId id, long seq, [AsParameters] Incoming incoming, HandOverBody body, AccessGate gate, IGrainFactory grains)
    {
        if (body is null) return Problem.Of(Codes.Invalid);
        if (await gate.FindAsync(id.Feed, incoming.Who, incoming.Cancelled) is null) return Problem.Of(Codes.Forbidden);
        var found = await grains.GetGrain<ILivestreamGrain>(id.Value).Question(seq, incoming.Who.Account, incoming.Cancelled);
        if (found.Value is not { } own) return Problem.Of(found.Code ?? Codes.Forbidden);
        var wish = new RequestConsultation
        {
            Patient = body.Patient, Doctor = own.Doctor, Kind = body.Kind, Complaint = own.Text, Method = body.Method,
        };
        var feed = incoming.NewFeed(FeedKinds.Consultation);
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            body.Patient.Feed, incoming.Who, incoming.Key, wish,
            grains.GetGrain<IConsultationGrain>(feed.Key).Request, incoming.Cancelled));
    }

    /// <summary>Something was said.</summary>
    /// <param name="Line">Its number.</param>
    /// <param name="IsHeld">Whether a moderator has to look at it first; nobody else sees it yet.</param>
    /// <param name="Position">Where the feed stood afterwards.</param>
    internal sealed record Said(long Line, bool IsHeld, Position Position);

    /// <summary>A consultation about a question.</summary>
    /// <param name="Patient">Who is treated.</param>
    /// <param name="Kind">The kind, one that the host offers.</param>
    /// <param name="Method">How it is paid.</param>
    internal sealed record HandOverBody(PatientId Patient, ConsultationKind Kind, string? Method = null);
}
