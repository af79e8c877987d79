using System.Collections.Immutable;
using Consult.Api.Blobs;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Attachments;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>Files of a consultation: announced, sent in chunks, completed, and read by short-lived links.</summary>
internal static class AttachmentsApi
{
    /// <summary>
    /// Twice a chunk: what is a little too long is read to its end and refused with a code, where a larger body has its
    /// connection cut while it is still being sent.
    /// </summary>
    private const int MaxBody = 2 * AttachmentChunks.ChunkSize;

    /// <summary>Adds the routes.</summary>
    public static RouteGroupBuilder MapAttachments(this RouteGroupBuilder api)
    {
        api.MapPost("/consultations/{id}/attachments", BeginAsync).WithTags("Attachments").WithSummary("Announce a file");
        var attachments = api.MapGroup("/attachments").WithTags("Attachments");
        attachments.MapGet("/{attachment}", ShowAsync).WithSummary("My attachment as it stands, and which chunks are missing");
        attachments.MapPut("/{attachment}/chunks/{chunk}", PutChunkAsync).WithSummary("Send a chunk of a file")
            .Accepts<byte[]>("*/*")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        attachments.MapPost("/{attachment}/complete", CompleteAsync).WithSummary("Have a whole file checked and accepted");
        attachments.MapPost("/{attachment}/links", LinkAsync).WithSummary("A short-lived link to read it");
        return api;
    }

    private static async Task<Beginning> BeginAsync(
        ConsultationId id, [AsParameters] Incoming incoming, BeginBody body, IGrainFactory grains)
    {
        var feed = incoming.NewFeed(FeedKinds.Attachment);
        var wish = new BeginAttachment
        {
            Consultation = id, Size = body.Size, MediaType = body.MediaType, Sha256 = body.Sha256, Name = body.Name,
        };
        return Incoming.TellNew(feed, await incoming.Sender.SendThroughAsync(
            id.Feed, incoming.Who, incoming.Key, wish, grains.GetGrain<IAttachmentGrain>(feed.Key).Begin, incoming.Cancelled));
    }

    private static async Task<Results<Ok<UploadView>, ProblemHttpResult>> ShowAsync(
        AttachmentId attachment, SignedIn who, AttachmentDoor door, AttachmentChunks chunks, CancellationToken cancellationToken)
    {
        var found = await door.FindOwnAsync(attachment, who, cancellationToken);
        if (found.View is not { Status: AttachmentStatus.Uploading } view)
            found = await door.FindReadableAsync(attachment, who, cancellationToken);
        else return TypedResults.Ok(new UploadView(view, await chunks.MissingAsync(view, cancellationToken)));
        return found.View is { } whole ? TypedResults.Ok(new UploadView(whole, [])) : Problem.Of(found.Code!);
    }

    // No command: the number names the chunk, and what is there once stays. So it needs no key, and may be repeated.
    private static async Task<Results<NoContent, ProblemHttpResult>> PutChunkAsync(
        AttachmentId attachment, int chunk, HttpRequest request, [AsParameters] Transfer transfer, CancellationToken cancellationToken)
    {
        var who = transfer.Who;
        if (!transfer.Rate.TryTake(who.Account)) return Problem.Of(Codes.RateLimited);
        var found = await transfer.Door.FindOwnAsync(attachment, who, cancellationToken);
        if (found.View is not { } view) return Problem.Of(found.Code!);
        if (view.Status is not AttachmentStatus.Uploading) return Problem.Of(Codes.AttachmentClosed);
        if (chunk < 0 || chunk >= view.Chunks) return Problem.Of(Codes.AttachmentChunk);
        using var slot = transfer.Slots.TryEnter(who.Account);
        if (slot is null) return Problem.Of(Codes.Busy);

        if (await ReadAsync(request, view.LengthOf(chunk), cancellationToken) is not { } bytes) return Problem.Of(Codes.AttachmentChunk);
        if (!await transfer.Chunks.AddAsync(view, chunk, bytes, cancellationToken)) return Problem.Of(Codes.AttachmentGone);
        return await IsStillWantedAsync(view, transfer, cancellationToken) ? TypedResults.NoContent() : Problem.Of(Codes.AttachmentClosed);
    }

    /// <summary>A body of exactly that length; null when it is longer or shorter.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, int length, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } announced && announced != length) return null;
        var bytes = new byte[length];
        var read = await request.Body.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancellationToken);
        return read == length && await request.Body.ReadAsync(new byte[1], cancellationToken) == 0 ? bytes : null;
    }

    // Between the look and the write the upload may have run out, and been removed; what was just written then goes too.
    private static async Task<bool> IsStillWantedAsync(AttachmentView view, Transfer transfer, CancellationToken cancellationToken)
    {
        var now = await transfer.Door.FindOwnAsync(view.Attachment, transfer.Who, cancellationToken);
        if (now.View is not { Status: AttachmentStatus.Rejected or AttachmentStatus.Abandoned }) return true;
        await transfer.Chunks.RemoveAsync(view.Attachment, CancellationToken.None);
        return false;
    }

    private static async Task<Outcome> CompleteAsync(
        AttachmentId attachment, [AsParameters] Incoming incoming, AttachmentDoor door, IGrainFactory grains)
    {
        var found = await door.FindOwnAsync(attachment, incoming.Who, incoming.Cancelled);
        if (found.View is not { } view) return Problem.Of(found.Code!);
        return Incoming.Tell(await incoming.Sender.SendThroughAsync(
            view.Consultation.Feed, incoming.Who, incoming.Key, new CompleteAttachment(),
            grains.GetGrain<IAttachmentGrain>(attachment.Value).Execute, incoming.Cancelled));
    }

    // A link is no command either: it is a ticket, and counts as one.
    private static async Task<Results<Ok<IssuedLink>, ProblemHttpResult>> LinkAsync(
        AttachmentId attachment, LinkBody body, SignedIn who, CommandRate rate, AttachmentDoor door, BlobLinks links,
        CancellationToken cancellationToken)
    {
        if (!rate.TryTake(who.Account)) return Problem.Of(Codes.RateLimited);
        var life = TimeSpan.FromSeconds(body.Seconds);
        if (life < BlobLinks.Shortest || life > BlobLinks.Longest) return Problem.Of(Codes.Invalid);
        var found = await door.FindReadableAsync(attachment, who, cancellationToken);
        if (found.View is not { } view) return Problem.Of(found.Code!);
        return body.Thumbnail && !view.HasThumbnail
            ? Problem.Of(Codes.Invalid)
            : TypedResults.Ok(links.Issue(attachment, who, life, body.Thumbnail));
    }

    /// <summary>A file that is announced.</summary>
    /// <param name="Size">Bytes in the whole file.</param>
    /// <param name="MediaType">What the sender takes it for.</param>
    /// <param name="Sha256">SHA-256 of the whole file, 64 hexadecimal digits.</param>
    internal sealed record BeginBody(long Size, string? MediaType = null, string? Sha256 = null)
    {
        /// <summary>Its name.</summary>
        public PrivateText Name { get; init; }
    }

    /// <summary>A link that is asked for.</summary>
    /// <param name="Seconds">Its life, 60 to 300.</param>
    /// <param name="Thumbnail">Whether to the thumbnail.</param>
    internal sealed record LinkBody(int Seconds = 120, bool Thumbnail = false);

    /// <summary>An attachment, and what is still to come of it.</summary>
    /// <param name="Attachment">The attachment.</param>
    /// <param name="Missing">Numbers of the chunks that are not there yet.</param>
    internal sealed record UploadView(AttachmentView Attachment, ImmutableArray<int> Missing);

    /// <summary>What a chunk needs on its way in.</summary>
    internal readonly record struct Transfer(
        SignedIn Who,
        [property: FromServices] CommandRate Rate,
        [property: FromServices] AttachmentDoor Door,
        [property: FromServices] TransferSlots Slots,
        [property: FromServices] AttachmentChunks Chunks);
}
