using Consult.Api.Problems;
using Consult.Feeds;
using Microsoft.Net.Http.Headers;

namespace Consult.Api.Web;

/// <summary>Serves the pages under <c>/app/</c>; <c>/</c> leads there. Everything else goes on to the API.</summary>
internal sealed class WebMiddleware(RequestDelegate next, WebFiles files, WebHeaders headers)
{
    private const string Root = "/app";

    /// <summary>Answers the request when it asks for a page.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
        if (request.Path == "/" || request.Path.Value == Root)
        {
            response.Redirect(Root + "/" + request.QueryString);
            return Task.CompletedTask;
        }
        if (!request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var rest)) return next(context);
        if (files.Index is null) return SendStartPageAsync(context);
        headers.Set(context);
        return files.Find(rest.Value!.TrimStart('/')) is { } file
            ? SendAsync(context, file)
            : Problem.WriteAsync(context, Codes.RouteUnknown);
    }

    private static Task SendStartPageAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = StartPage.Policy;
        headers.CacheControl = "no-store";
        return WriteAsync(context, "text/html; charset=utf-8", StartPage.Html);
    }

    private static Task SendAsync(HttpContext context, WebFile file)
    {
        var headers = context.Response.Headers;
        var (bytes, encoding) = Choose(context.Request, file);
        var tag = new EntityTagHeaderValue($"\"{file.Digest}{(encoding is null ? "" : "-" + encoding)}\"");
        headers.ETag = tag.ToString();
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (encoding is not null) headers.ContentEncoding = encoding;
        return WriteAsync(context, file.MediaType, bytes);
    }

    private static (byte[] Bytes, string? Encoding) Choose(HttpRequest request, WebFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        if (file.Brotli is not null && Accepts("br")) return (file.Brotli, "br");
        if (file.Gzip is not null && Accepts("gzip")) return (file.Gzip, "gzip");
        return (file.Bytes, null);

        bool Accepts(string encoding) =>
            accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
    }

    private static Task WriteAsync(HttpContext context, string mediaType, byte[] bytes)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
