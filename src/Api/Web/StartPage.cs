using System.Security.Cryptography;
using System.Text;

namespace Consult.Api.Web;

/// <summary>What a browser is shown instead of the pages when they were not built.</summary>
internal static class StartPage
{
    private const string Style =
        "body{max-width:40rem;margin:12vh auto;padding:0 1.5rem;color:#17242d;font:16px/1.7 system-ui,sans-serif}"
        + "h1{color:#0f766e;font-size:1.6rem}code{background:#eef2f4;padding:.1em .4em;border-radius:4px}a{color:#0f766e}";

    /// <summary>The page.</summary>
    public static readonly byte[] Html = Encoding.UTF8.GetBytes(
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Consult</title>
        <style>{Style}</style>
        <h1>Consult</h1>
        <p>The server runs. Its pages were not built: that needs Node.js 20.19 or later with npm.
        Install it, then build and start again with <code>./consult run</code>.</p>
        <p lang="zh-CN">服务器已启动，但页面尚未构建：需要 Node.js 20.19 或更高版本（含 npm）。
        安装后重新运行 <code>./consult run</code> 即可。</p>
        <p><a href="/swagger">/swagger</a></p>
        </html>
        """);

    /// <summary>Its one style and nothing else.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
