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
        streams.MapPut("/{id}/nickname", Take<TakeNickname>).WithSummary("Take the nickname under which I write here (viewer)");
        streams.MapPost("/{id}/chat", SayAsync<PostChat>).WithSummary("Write a line (anybody in it)");
        streams.MapPost("/{id}/questions", SayAsync<AskQuestion>).WithSummary("Ask a question (viewer)");
        streams.MapGet("/{id}/questions", QuestionsAsync).WithSummary("Questions: the open ones in the order of the queue");
        streams.MapPut("/{id}/questions/{question}/vote", Upvote).WithSummary("Vote for a question (viewer)");
        streams.MapDelete("/{id}/questions/{question}/vote", Revoke).WithSummary("Take my vote back (viewer)");
        streams.MapPost("/{id}/questions/{question}/withdraw", Withdraw).WithSummary("Take my question back (its asker)");
        streams.MapPost("/{id}/questions/{question}/pick", Pick).WithSummary("Pick a question (staff)");
        streams.MapPost("/{id}/questions/{question}/begin", Begin).WithSummary("Begin to answer it (host, co-host)");
        streams.MapPost("/{id}/questions/{question}/finish", Finish).WithSummary("It is answered (host, co-host)");
        streams.MapPost("/{id}/questions/{question}/dismiss", Dismiss).WithSummary("It will not be answered (staff)");
        streams.MapPost("/{id}/questions/{question}/reopen", Reopen).WithSummary("Put it back among the open ones (staff)");
        streams.MapPost("/{id}/questions/{question}/consult", ConsultAsync)
            .WithSummary("Ask the host for a consultation about my question (its asker)");
        streams.MapPost("/{id}/mic", Request).WithSummary("Ask for the microphone (viewer)");
        streams.MapPost("/{id}/mic/{request}/accept", AcceptMic).WithSummary("Accept a request for it (host, co-host)");
        streams.MapPost("/{id}/mic/consent", Take<ConsentMic>).WithSummary("Consent to being broadcast and recorded, and speak (who was accepted)");
        streams.MapDelete("/{id}/mic/{request}", EndMic).WithSummary("Leave it, or take the request back (the viewer; of any: staff)");
        streams.MapPost("/{id}/marks", Take<MarkMoment>).WithSummary("Mark the moment for the replay (staff)");
    }

    // A type parameter does not tell the framework that null is no command, so that is asked here.
    private static async Task<Outcome> Take<TCommand>(LivestreamId id, [AsParameters] Incoming incoming, TCommand body)
        where TCommand : Command =>
        body is null ? Problem.Of(Codes.Invalid) : await incoming.SendAsync(id.Feed, body);

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

    private static async Task<Results<Ok<QuestionPage>, ProblemHttpResult>> QuestionsAsync(
        LivestreamId id, Name<QuestionStatus>? status, bool? mine, int? skip, int? limit,
        SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(id.Feed, who, cancellationToken) is not { } access) return Problem.Of(Codes.Forbidden);
        var query = new QuestionQuery(
            who.Account, access.Role is not Role.Viewer, mine is true, status?.Value ?? QuestionStatus.Open, skip ?? 0, limit ?? DefaultPage);
        return Questions.Tell(await grains.GetGrain<ILivestreamGrain>(id.Value).Questions(query, cancellationToken));
    }

    private static Task<Outcome> Upvote(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new UpvoteQuestion(question));

    private static Task<Outcome> Revoke(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new RevokeUpvote(question));

    private static Task<Outcome> Withdraw(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new WithdrawQuestion(question));

    private static Task<Outcome> Pick(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new PickQuestion(question));

    private static Task<Outcome> Begin(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new BeginAnswer(question));

    private static Task<Outcome> Finish(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new FinishAnswer(question));

    private static Task<Outcome> Dismiss(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new DismissQuestion(question));

    private static Task<Outcome> Reopen(LivestreamId id, long question, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new ReopenQuestion(question));

    private static Task<Outcome> Request(LivestreamId id, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new RequestMic());

    private static Task<Outcome> AcceptMic(LivestreamId id, long request, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new AcceptMic(request));

    private static Task<Outcome> EndMic(LivestreamId id, long request, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(id.Feed, new EndMic(request));

    // An individual case is no matter for an audience: it goes on between the two, as any consultation that is asked for.
    // Who asks acts for a patient there, whom the livestream does not know.
    private static async Task<Beginning> ConsultAsync(
        LivestreamId id, long question, [AsParameters] Incoming incoming, ConsultBody body, AccessGate gate, IGrainFactory grains)
    {
        if (body is null) return Problem.Of(Codes.Invalid);
        if (await gate.FindAsync(id.Feed, incoming.Who, incoming.Cancelled) is null) return Problem.Of(Codes.Forbidden);
        var found = await grains.GetGrain<ILivestreamGrain>(id.Value).Question(question, incoming.Who.Account, incoming.Cancelled);
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
    internal sealed record ConsultBody(PatientId Patient, ConsultationKind Kind, string? Method = null);
}
