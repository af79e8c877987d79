using System.Globalization;

namespace Consult.Web.Tests.Harness;

/// <summary>Pictures of pages, taken only when the variable <c>CONSULT_PICTURES</c> names a folder for them.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CONSULT_PICTURES");

    /// <summary>Photographs what the window shows, as <c>NAME-WIDTH.png</c>.</summary>
    public static async Task PictureAsync(this Window window, string name)
    {
        if (string.IsNullOrEmpty(Folder)) return;
        var width = window.Page.ViewportSize!.Width.ToString(CultureInfo.InvariantCulture);
        // Letters drawn before their font has come are drawn again.
        await window.Page.EvaluateAsync("document.fonts.ready.then(() => true)");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png") });
    }
}
