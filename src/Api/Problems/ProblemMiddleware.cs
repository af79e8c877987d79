using Consult.Feeds;
using Consult.Feeds.Storage;
using Orleans.Runtime;

namespace Consult.Api.Problems;

/// <summary>
/// The outermost step of a request: whatever goes wrong becomes a problem with a stable code. What an exception says
/// is never sent and never logged, because it can quote what was asked.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    /// <summary>Answers the request, or tells why not.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (CodeOf(context.Response) is { } code) await Problem.WriteAsync(context, code);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e)
        {
            var code = CodeOf(e);
            if (Codes.Info(code).Status >= 500) log.RequestFailed(code, e.GetType(), RouteOf(context));
            // An answer that has begun cannot be taken back; cutting the connection tells the client that it is not whole.
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            context.Response.Clear();
            await Problem.WriteAsync(context, code);
        }
    }

    /// <summary>The code that tells of an exception.</summary>
    public static string CodeOf(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: TextInvalidException } => Codes.TextInvalid,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Codes.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Codes.MediaTypeInvalid,
        BadHttpRequestException => Codes.Invalid,
        // Of a host that is gone nobody knows what it had done by then.
        TimeoutException or SiloUnavailableException => Codes.Unknown,
        StoreAwayException or OrleansMessageRejectionException or LimitExceededException or OperationCanceledException => Codes.Busy,
        OrleansException => Codes.Unknown,
        _ => Codes.Internal,
    };

    /// <summary>The code of an answer that the framework gave without a body.</summary>
    private static string? CodeOf(HttpResponse response) => response switch
    {
        { HasStarted: true } or { ContentType: not null } or { StatusCode: < 400 } => null,
        { StatusCode: StatusCodes.Status401Unauthorized } => Codes.Unauthenticated,
        { StatusCode: StatusCodes.Status403Forbidden } => Codes.Forbidden,
        { StatusCode: StatusCodes.Status404NotFound } => Codes.RouteUnknown,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => Codes.MethodInvalid,
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Codes.BodyTooLarge,
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Codes.MediaTypeInvalid,
        { StatusCode: < 500 } => Codes.Invalid,
        _ => Codes.Internal,
    };

    // The pattern, not the path: it has no ids.
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
}
