namespace Consult.Api.Web;

/// <summary>
/// What the pages may do in the browser. A text that somebody manages to have read as markup then still runs no script and
/// reaches no other server.
/// </summary>
/// <param name="issuer">The origin of the OpenID Connect issuer, where the pages fetch tokens; null without one.</param>
internal sealed class WebHeaders(string? issuer)
{
    /// <summary>Sets the headers of a page, its scripts and its pictures.</summary>
    public void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' blob: data:; "
            + $"media-src 'self' blob:; connect-src 'self'{Sockets(context.Request.Host)}{(issuer is null ? "" : " " + issuer)}; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()";
        // With popups: the issuer's window, in which people sign in again, has to find its way back.
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
    }

    /// <summary>
    /// Older browsers do not count the WebSocket of the page's own host as 'self'. (Kestrel turns away hosts with characters that
    /// mean something here.)
    /// </summary>
    private static string Sockets(HostString host) =>
        host.HasValue ? $" ws://{host.ToUriComponent()} wss://{host.ToUriComponent()}" : "";
}
