using Microsoft.Playwright;

namespace Consult.Web.Tests.Harness;

/// <summary>The system's own Chromium, one process for all tests; each test has contexts of its own in it.</summary>
internal static class Chromium
{
    /// <summary>How long a page may take to become as expected: far more than it takes, so that only what never comes meets it.</summary>
    public const int PatienceMilliseconds = 20_000;

    // The shell first: the whole browser draws its own frame of tabs and menus around every page, at twice the price.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>The program, null where none is installed. Playwright's own builds are never downloaded.</summary>
    public static string? Program { get; } =
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         let program = Path.Combine(folder, name)
         where File.Exists(program)
         select program).FirstOrDefault();

    /// <summary>The running browser. It ends with this process, whose end Playwright's driver notices.</summary>
    public static Task<IBrowser> BrowserAsync() => Started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program ?? throw new InvalidOperationException("Chromium is not installed."),
            // Root has no sandbox, and the small /dev/shm of a container makes pages crash.
            Args =
            [
                .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(), "--disable-dev-shm-usage",
                // A microphone and a camera that beep and blink, and nobody to ask whether they may be used.
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }
}
