namespace Consult.Web.Tests.Harness;

/// <summary>Base of the tests in a browser: opens windows, and fails when one of them has reported an error by the end.</summary>
public abstract class PagesTest(PagesFixture pages) : IAsyncLifetime
{
    private readonly List<Window> _windows = [];

    /// <summary>The server.</summary>
    protected PagesFixture Pages => pages;

    /// <summary>Opens a window in which nobody is signed in.</summary>
    protected async Task<Window> OpenAsync(Screen screen = Screen.Phone, string language = "zh-CN")
    {
        var window = await Window.OpenAsync(pages.Site.Address, screen, language);
        _windows.Add(window);
        return window;
    }

    /// <summary>Opens a window in which somebody is signed in.</summary>
    protected async Task<Window> OpenAsync(string account, string role, Screen screen = Screen.Phone, string language = "zh-CN")
    {
        var window = await OpenAsync(screen, language);
        await window.SignInAsync(account, role);
        return window;
    }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var window in _windows) await window.DisposeAsync();
        foreach (var window in _windows) window.ShouldHaveNoErrors();
    }
}
