using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Consult.Tools.Tests;

/// <summary>Rewrites what a real server answers, so that the end of each kind of consultation is another.</summary>
internal sealed class SabotagedAnswers : IStartupFilter
{
    private static readonly (string Path, string Says, string Instead)[] Lies =
    [
        ("/consultations/", "\"status\":\"completed\"", "\"status\":\"active\""),
        ("/consultations/", "\"department\":\"", "\"department\":\"另一个"),
        ("/consultations/", "\"clinic\":\"", "\"clinic\":\"另一个"),
        ("/calls/", "\"talkedSeconds\":", "\"talkedSeconds\":9"),
        ("/prescriptions/", "\"status\":\"valid\"", "\"status\":\"lapsed\""),
        ("/blobs/", "%PDF-1.7", "%PDF-1.4"),
    ];

    // What was grabbed last, by the path of the department.
    private readonly ConcurrentDictionary<string, byte[]> _grabbed = [];

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            var path = context.Request.Path.Value!;
            if (path.EndsWith("/grab", StringComparison.Ordinal)) await GrabTwiceAsync(context, rest, path);
            else if (HttpMethods.IsGet(context.Request.Method) && !context.WebSockets.IsWebSocketRequest) await LieAsync(context, rest, path);
            else await rest(context);
        });
        next(app);
    };

    private static async Task LieAsync(HttpContext context, RequestDelegate rest, string path)
    {
        var text = Encoding.UTF8.GetString(await HoldAsync(context, rest));
        foreach (var (_, says, instead) in Lies.Where(lie => path.StartsWith(lie.Path, StringComparison.Ordinal)))
            text = text.Replace(says, instead, StringComparison.Ordinal);
        await SendAsync(context, Encoding.UTF8.GetBytes(text));
    }

    private async Task GrabTwiceAsync(HttpContext context, RequestDelegate rest, string path)
    {
        var answer = await HoldAsync(context, rest);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            _grabbed[path] = answer;
        }
        else if (_grabbed.TryGetValue(path, out var before))
        {
            (context.Response.StatusCode, context.Response.ContentType, answer) = (200, "application/json", before);
        }
        await SendAsync(context, answer);
    }

    private static async Task<byte[]> HoldAsync(HttpContext context, RequestDelegate rest)
    {
        var body = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await rest(context);
        context.Response.Body = body;
        return held.ToArray();
    }

    private static async Task SendAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }
}
