using Consult.Api.Blobs;
using Consult.Api.Problems;
using Consult.Attachments;
using Consult.Feeds;
using Microsoft.Net.Http.Headers;

namespace Consult.Api.Resources;

/// <summary>The bytes of attachments, for whoever holds a link and still has access.</summary>
internal static class BlobsApi
{
    /// <summary>Adds the route. The ticket in it is the sign-in, as a browser's <c>img</c> cannot carry a header.</summary>
    public static void MapBlobs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/blobs/{ticket}", ReadAsync).WithTags("Attachments").WithSummary("Read an attachment by its link, whole or a range")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");

    private static async Task<IResult> ReadAsync(
        string ticket, BlobLinks links, AttachmentDoor door, TransferSlots slots, AttachmentChunks chunks, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (links.Open(ticket) is not { } link) return Problem.Of(Codes.TicketInvalid);
        var found = await door.FindReadableAsync(link.Attachment, link.Who, cancellationToken);
        if (found.View is not { } view) return Problem.Of(found.Code!);
        if (slots.TryEnter(link.Who.Account) is not { } slot) return Problem.Of(Codes.Busy);
        response.RegisterForDispose(slot);

        if (link.IsThumbnail)
        {
            if (await chunks.ReadThumbnailAsync(view, cancellationToken) is not { } jpeg) return Problem.Of(Codes.AttachmentGone);
            Describe(response.Headers, new("inline"));
            return Results.Bytes(jpeg, "image/jpeg");
        }
        if (await chunks.OpenAsync(view, cancellationToken) is not { } stream) return Problem.Of(Codes.AttachmentGone);
        Describe(response.Headers, DispositionOf(view));
        return Results.Stream(stream, view.Type, enableRangeProcessing: true);
    }

    // Only what a browser shows by itself, and cannot run, opens in place; a PDF may hold scripts.
    private static ContentDispositionHeaderValue DispositionOf(AttachmentView view)
    {
        var disposition = new ContentDispositionHeaderValue(view.Type == "application/pdf" ? "attachment" : "inline");
        if (view.Name.Value is { Length: > 0 } name) disposition.SetHttpFileName(name);
        return disposition;
    }

    private static void Describe(IHeaderDictionary headers, ContentDispositionHeaderValue disposition)
    {
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
