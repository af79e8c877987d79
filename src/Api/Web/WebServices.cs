using Consult.Api.SignIn;

namespace Consult.Api.Web;

/// <summary>Adds the pages to the server.</summary>
internal static class WebServices
{
    /// <summary>Where the built pages are; beside the program unless told.</summary>
    public const string FolderSetting = "Web:Folder";

    /// <summary>Serves the pages, or says at the start that they were not built.</summary>
    public static void UseWeb(this WebApplication app)
    {
        var files = WebFiles.Load(app.Configuration[FolderSetting] ?? Path.Combine(AppContext.BaseDirectory, "web"));
        if (files.Index is null) app.Logger.NoPages();
        app.UseMiddleware<WebMiddleware>(files, new WebHeaders(OidcOptions.Of(app.Configuration).Origin));
    }
}
