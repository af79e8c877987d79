using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Consult.Web.Tests.Harness;

/// <summary>What somebody looks at.</summary>
public enum Screen
{
    /// <summary>390 × 844.</summary>
    Phone,

    /// <summary>1,280 × 800.</summary>
    Desk,
}

/// <summary>One person's window: a browser of its own as far as storage and sign-in go.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Wire _wire;
    private readonly ConcurrentQueue<string> _errors = new();
    private bool _isDisturbed;

    private Window(IBrowserContext context, IPage page, Wire wire)
    {
        (_context, Page, _wire) = (context, page, wire);
        Received = new(page);
        page.Console += (_, message) => NoteConsole(message);
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What it received since it was opened.</summary>
    public Received Received { get; }

    /// <summary>Opens a window on nothing yet.</summary>
    internal static async Task<Window> OpenAsync(Uri server, Screen screen, string language)
    {
        var browser = await Chromium.BrowserAsync();
        var wire = Wire.To(server);
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = wire.Address.ToString(),
            ViewportSize = SizeOf(screen),
            HasTouch = screen == Screen.Phone,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        return new(context, await context.NewPageAsync(), wire);
    }

    /// <summary>
    /// Signs somebody in without the page for it, which one test is about: leaves in the window what the page would.
    /// </summary>
    public async Task SignInAsync(string account, string role)
    {
        var answer = await _context.APIRequest.PostAsync("/sign-in", new() { DataObject = new { account, role } });
        answer.Ok.ShouldBeTrue();
        // Storage belongs to an address, so some page of it has to be open.
        await GoAsync("/health/live");
        await Page.EvaluateAsync("session => sessionStorage.setItem('consult.session', session)", await answer.TextAsync());
    }

    /// <summary>Goes to an address of the server: <c>/app/…</c>.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>Makes it as large as another screen, as somebody does who turns a tablet or drags a corner.</summary>
    public Task ResizeAsync(Screen screen) => Page.SetViewportSizeAsync(SizeOf(screen).Width, SizeOf(screen).Height);

    /// <summary>Cuts the network of this window: what is open breaks, and nothing new is let through.</summary>
    public void Cut()
    {
        Disturb();
        _wire.Cut();
    }

    /// <summary>Loses every answer of the server until the network is cut for good: what is sent arrives, and nobody hears so.</summary>
    public void Deafen()
    {
        Disturb();
        _wire.Deafen();
    }

    /// <summary>Ends the cut.</summary>
    public void Mend() => _wire.Mend();

    /// <summary>From now on the browser may report answers that never came: the server is about to be killed.</summary>
    public void Disturb() => _isDisturbed = true;

    /// <summary>Fails when the page reported an error since it was opened.</summary>
    public void ShouldHaveNoErrors() => _errors.ShouldBeEmpty();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _wire.DisposeAsync();
    }

    private static ViewportSize SizeOf(Screen screen) =>
        screen == Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 };

    private void NoteConsole(IConsoleMessage message)
    {
        if (message.Type != "error" || IsRefusal(message) || _isDisturbed && IsCut(message.Text)) return;
        _errors.Enqueue($"{message.Text} ({message.Location})");
    }

    // The browser reports each answer of 4xx; those of the API are words of the protocol, which pages deal with.
    private static bool IsRefusal(IConsoleMessage message) =>
        message.Text.Contains("responded with a status of 4", StringComparison.Ordinal)
        && !message.Location.Contains("/app/", StringComparison.Ordinal);

    private static bool IsCut(string text) =>
        text.Contains("net::ERR_", StringComparison.Ordinal) || text.StartsWith("WebSocket connection to", StringComparison.Ordinal);
}
